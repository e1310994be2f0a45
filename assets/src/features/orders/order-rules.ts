/** What the contract says about an order beyond its allowed moves; the server decides. */
import type { Order } from "../../api/types";

/** Items and customer can change; the note always can. */
export function isEditable(order: Order): boolean {
  return order.status === "PENDING";
}

export function isDeletable(order: Order): boolean {
  const isOver = order.status === "PENDING" || order.status === "CANCELLED";
  // What was paid for is not thrown away.
  return isOver && order.paid === 0;
}

/** "2 × Rye bread, 1 × Croissant": what is in it, in one line. */
export function itemsInShort({ items }: Order): string {
  return items
    .map((item) => `${item.quantity} × ${item.product_name}`)
    .join(", ");
}
