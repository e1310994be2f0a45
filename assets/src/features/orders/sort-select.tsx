import { Button, Menu } from "@mantine/core";
import { ArrowDownUp } from "lucide-react";
import { words } from "../../words/words";
import { sorts, type OrderSort } from "./order-filters";

interface SortSelectProps {
  value: OrderSort;
  onChange: (sort: OrderSort) => void;
}

export function SortSelect({ value, onChange }: SortSelectProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<ArrowDownUp size={16} aria-hidden />}
          aria-label={`${words.orders.filters.sort}: ${words.orders.sorts[value]}`}
        >
          {words.orders.sorts[value]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={value}
          onChange={(next) =>
            onChange(sorts.find((sort) => sort === next) ?? value)
          }
        >
          {sorts.map((sort) => (
            <Menu.RadioItem key={sort} value={sort} closeMenuOnClick>
              {words.orders.sorts[sort]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
