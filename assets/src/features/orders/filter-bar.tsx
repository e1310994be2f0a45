import { Button } from "@mantine/core";
import { SlidersHorizontal, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { OrderCounts } from "../../api/types";
import { words } from "../../words/words";
import { CustomerPicker } from "./customer-picker";
import { DateFilter } from "./date-filter";
import classes from "./filter-bar.module.css";
import { isFiltered, noFilters, type OrderFilters } from "./order-filters";
import { SortSelect } from "./sort-select";
import { StatusChips } from "./status-chips";

interface FilterBarProps {
  filters: OrderFilters;
  counts?: OrderCounts | undefined;
  onChange: (filters: OrderFilters) => void;
  /** Those who see only their own orders have nothing to choose here. */
  withCustomer: boolean;
  /** A board has an order of its own. */
  withSort: boolean;
  /** What else changes the view, at the end of the line. */
  children?: ReactNode;
}

export function FilterBar(props: FilterBarProps) {
  const { filters, counts, onChange, withCustomer, withSort } = props;
  const [isOpen, setIsOpen] = useState(false);
  const change = (part: Partial<OrderFilters>) =>
    onChange({ ...filters, ...part });
  // An active filter is never hidden, also where space is short.
  const isUsed =
    filters.user_id !== null ||
    filters.from !== null ||
    filters.to !== null ||
    filters.period !== null;
  const text = words.orders.filters;
  return (
    <div className={classes.bar} role="search" aria-label={text.label}>
      <div className={classes.chips}>
        <StatusChips
          chosen={filters.status}
          counts={counts}
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
        <DateFilter value={filters} onChange={change} />
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
        {withSort && (
          <SortSelect
            value={filters.sort}
            onChange={(sort) => change({ sort })}
          />
        )}
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
      {props.children && <div className={classes.view}>{props.children}</div>}
    </div>
  );
}
