import { Checkbox } from "@mantine/core";
import type { CSSProperties, Ref } from "react";
import type { Order, OrderStatus } from "../../api/types";
import { ListTable } from "../../components/list-table";
import { useMoney } from "../../hooks/use-money";
import { isLongAmount } from "../../lib/money";
import { words } from "../../words/words";
import { OrderRow } from "./order-row";
import classes from "./order-table.module.css";
import type { Selection } from "./use-selection";

interface OrderTableProps {
  orders: Order[];
  /** Rows that left the list but are still shown. */
  gone: ReadonlySet<string>;
  /** The order that is open beside the table. */
  current?: string | undefined;
  hasNext: boolean;
  onNext: () => void;
  hrefFor: (order: Order) => string;
  /** Absent for those who may not move orders. */
  onMove?: ((order: Order, status: OrderStatus) => void) | undefined;
  selection?: Selection | undefined;
  ref?: Ref<HTMLDivElement>;
}

export function OrderTable(props: OrderTableProps) {
  const { orders, gone, current, hasNext, onNext, selection, ref } = props;
  const { sign, amount } = useMoney();
  const names = words.orders.columns;
  const select = {
    name: words.orders.bulk.selectMany,
    className: classes.select,
    head: selection && <SelectShown orders={orders} selection={selection} />,
  };
  return (
    <ListTable
      label={words.orders.table}
      className={classes.table}
      columns={[
        ...(selection ? [select] : []),
        { name: names.number },
        { name: names.customer },
        { name: names.items, className: classes.items },
        { name: names.total(sign), isEnd: true },
        { name: names.status, className: classes.status },
        { name: names.age, isEnd: true },
      ]}
      marks={{
        "data-long":
          orders.some(({ total }) => isLongAmount(amount(total))) || undefined,
        "data-selectable": selection !== undefined || undefined,
        "data-selecting": (selection && selection.count > 0) || undefined,
      }}
      style={{ "--letters": longestLabel(orders) } as CSSProperties}
      ref={ref}
      rows={orders}
      hasNext={hasNext}
      onNext={onNext}
    >
      {(order, index) => (
        <OrderRow
          order={order}
          index={index}
          href={props.hrefFor(order)}
          isCurrent={current === String(order.number) || current === order.id}
          isGone={gone.has(order.id)}
          isSelected={selection?.has(order.id) ?? false}
          onMove={props.onMove}
          onSelect={selection?.toggle}
        />
      )}
    </ListTable>
  );
}

function longestLabel(orders: Order[]): number {
  return orders.reduce((most, { label }) => Math.max(most, label.length), 0);
}

interface SelectShownProps {
  orders: Order[];
  selection: Selection;
}

function SelectShown({ orders, selection }: SelectShownProps) {
  const areAll = orders.every(({ id }) => selection.has(id));
  return (
    <Checkbox
      size="xs"
      aria-label={words.orders.bulk.selectShown}
      checked={areAll}
      indeterminate={selection.count > 0 && !areAll}
      onChange={() => (areAll ? selection.clear() : selection.setAll(orders))}
    />
  );
}
