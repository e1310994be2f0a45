import { SegmentedControl } from "@mantine/core";
import { words } from "../../words/words";
import type { OrderView } from "./use-order-filters";

interface ViewSwitchProps {
  value: OrderView;
  onChange: (view: OrderView) => void;
}

export function ViewSwitch({ value, onChange }: ViewSwitchProps) {
  const text = words.orders.filters;
  return (
    <SegmentedControl
      aria-label={text.view}
      value={value}
      onChange={(view) => onChange(view === "board" ? "board" : "list")}
      data={[
        { value: "list", label: text.list },
        { value: "board", label: text.board },
      ]}
    />
  );
}
