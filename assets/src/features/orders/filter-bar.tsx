import { Button, TextInput } from "@mantine/core";
import { SlidersHorizontal, X } from "lucide-react";
import { useState } from "react";
import { words } from "../../words/words";
import { CustomerPicker } from "./customer-picker";
import classes from "./filter-bar.module.css";
import { isFiltered, noFilters, type OrderFilters } from "./order-filters";
import { SortSelect } from "./sort-select";
import { StatusChips } from "./status-chips";

interface FilterBarProps {
  filters: OrderFilters;
  onChange: (filters: OrderFilters) => void;
  /** Those who see only their own orders have nothing to choose here. */
  withCustomer: boolean;
}

export function FilterBar({ filters, onChange, withCustomer }: FilterBarProps) {
  const [isOpen, setIsOpen] = useState(false);
  const change = (part: Partial<OrderFilters>) =>
    onChange({ ...filters, ...part });
  // An active filter is never hidden, also where space is short.
  const isUsed =
    filters.user_id !== null || filters.from !== null || filters.to !== null;
  const text = words.orders.filters;
  return (
    <div className={classes.bar} role="search" aria-label={text.label}>
      <div className={classes.chips}>
        <StatusChips
          chosen={filters.status}
          onChange={(status) => change({ status })}
        />
      </div>
      <Button
        className={classes.toggle ?? ""}
        variant="default"
        aria-label={text.label}
        aria-expanded={isOpen || isUsed}
        onClick={() => setIsOpen(!isOpen)}
      >
        <SlidersHorizontal size={16} aria-hidden />
        <span className={classes.toggleWord}>{text.label}</span>
      </Button>
      <div className={classes.rest} data-open={isOpen || isUsed || undefined}>
        {withCustomer && (
          <CustomerPicker
            className={classes.customer}
            label={text.customer}
            isLabelHidden
            placeholder={text.anyCustomer}
            customerId={filters.user_id}
            onPick={(customer) => change({ user_id: customer?.id ?? null })}
          />
        )}
        <DateField
          label={text.from}
          value={filters.from}
          max={filters.to}
          onChange={(from) => change({ from })}
        />
        <DateField
          label={text.to}
          value={filters.to}
          min={filters.from}
          onChange={(to) => change({ to })}
        />
        <SortSelect
          value={filters.sort}
          onChange={(sort) => change({ sort })}
        />
      </div>
      {isFiltered(filters) && (
        <Button
          variant="subtle"
          aria-label={text.clear}
          leftSection={<X size={16} aria-hidden />}
          onClick={() => onChange({ ...noFilters, sort: filters.sort })}
        >
          {text.clearShort}
        </Button>
      )}
    </div>
  );
}

interface DateFieldProps {
  label: string;
  value: string | null;
  min?: string | null;
  max?: string | null;
  onChange: (value: string | null) => void;
}

function DateField({ label, value, min, max, onChange }: DateFieldProps) {
  return (
    <label className={classes.date}>
      <span className={classes.dateLabel}>{label}</span>
      <TextInput
        type="date"
        value={value ?? ""}
        min={min ?? undefined}
        max={max ?? undefined}
        data-empty={value === null || undefined}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    </label>
  );
}
