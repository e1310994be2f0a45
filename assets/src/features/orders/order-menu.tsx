import { Trash2 } from "lucide-react";
import type { Order } from "../../api/types";
import { MoreMenu } from "../../components/more-menu";
import { useRemoveLater } from "../../hooks/remove-later";
import { words } from "../../words/words";
import { deletion } from "./deletion";
import { isDeletable } from "./order-rules";

interface OrderMenuProps {
  order: Order;
  onDeleted: () => void;
}

/** What is seldom done with an order. */
export function OrderMenu({ order, onDeleted }: OrderMenuProps) {
  const removeLater = useRemoveLater();
  if (!isDeletable(order)) return null;
  const remove = () => {
    removeLater(deletion(order));
    onDeleted();
  };
  return (
    <MoreMenu
      items={[{ icon: Trash2, label: words.orders.remove, onClick: remove }]}
    />
  );
}
