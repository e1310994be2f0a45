import type { Order, OrderStatus } from "../../api/types";
import { useShortcuts } from "../../hooks/use-shortcuts";

interface RowKeys {
  rows: Order[];
  /** Absent for those who may not move orders; asks about a cancellation first. */
  onMove: ((order: Order, status: OrderStatus) => void) | undefined;
  onSelect?: ((order: Order, isRange: boolean) => void) | undefined;
  /** Absent while nothing is selected. */
  onClear?: (() => void) | undefined;
}

/**
 * Single keys that act on the order whose row has the focus: p and f move it forward, c
 * cancels it, x selects it.
 */
export function useRowKeys({ rows, onMove, onSelect, onClear }: RowKeys): void {
  const onFocused =
    (act: (order: Order, event: KeyboardEvent) => void) =>
    (event: KeyboardEvent) => {
      const order = focusedOrder(rows);
      if (!order) return false;
      return act(order, event);
    };
  const moveTo = (status: OrderStatus) =>
    onFocused((order) => {
      if (order.allowed_statuses.includes(status)) onMove?.(order, status);
    });
  const select = onFocused((order, event) => onSelect?.(order, event.shiftKey));
  useShortcuts({
    p: moveTo("PAID"),
    f: moveTo("FULFILLED"),
    c: moveTo("CANCELLED"),
    x: select,
    X: select,
    Escape: onClear && onFocused(onClear),
  });
}

/** The order whose row or card has the focus. */
function focusedOrder(rows: Order[]): Order | undefined {
  const id = document.activeElement?.getAttribute("data-order");
  return id ? rows.find((order) => order.id === id) : undefined;
}

/** Whether a key was meant for a row of the list, not for what is open beside it. */
export function isAtRow(): boolean {
  return document.activeElement?.hasAttribute("data-order") ?? false;
}
