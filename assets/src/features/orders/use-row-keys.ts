import { useState } from "react";
import type { Order, OrderStatus } from "../../api/types";
import { useShortcuts } from "../../hooks/use-shortcuts";

interface RowKeys {
  rows: Order[];
  onMove: ((order: Order, status: OrderStatus) => void) | undefined;
  onSelect: ((order: Order, isRange: boolean) => void) | undefined;
  onClear?: () => void;
}

/**
 * Single keys that act on the order whose row has the focus: p and f move it forward, c
 * asks about its cancellation, x selects it. Gives the order that is to be cancelled.
 */
export function useRowKeys({ rows, onMove, onSelect, onClear }: RowKeys) {
  const [cancelling, setCancelling] = useState<Order | null>(null);
  const onFocused =
    (act: (order: Order, event: KeyboardEvent) => void) =>
    (event: KeyboardEvent) => {
      const order = focusedOrder(rows);
      if (!order) return false;
      return act(order, event);
    };
  const moveTo = (status: OrderStatus) =>
    onFocused((order) => {
      if (!onMove || !order.allowed_statuses.includes(status)) return;
      if (status === "CANCELLED") setCancelling(order);
      else onMove(order, status);
    });
  const select = onFocused((order, event) => onSelect?.(order, event.shiftKey));
  useShortcuts({
    p: moveTo("PAID"),
    f: moveTo("FULFILLED"),
    c: moveTo("CANCELLED"),
    x: select,
    X: select,
    Escape: onFocused(() => onClear?.()),
  });
  return { cancelling, stopCancelling: () => setCancelling(null) };
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
