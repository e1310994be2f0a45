import { QrCode, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Order } from "../../api/types";
import { MoreMenu } from "../../components/more-menu";
import { useRemoveLater } from "../../hooks/remove-later";
import { words } from "../../words/words";
import { deletion } from "./deletion";
import { isDeletable } from "./order-rules";
import { StatusLinkDialog } from "./status-link-dialog";

interface OrderMenuProps {
  order: Order;
  onDeleted: () => void;
}

/** What is seldom done with an order. */
export function OrderMenu({ order, onDeleted }: OrderMenuProps) {
  const removeLater = useRemoveLater();
  const [isLinkShown, setIsLinkShown] = useState(false);
  const remove = () => {
    removeLater(deletion(order));
    onDeleted();
  };
  return (
    <>
      <MoreMenu
        items={[
          {
            icon: QrCode,
            label: words.orders.link.action,
            onClick: () => setIsLinkShown(true),
          },
          ...(isDeletable(order)
            ? [{ icon: Trash2, label: words.orders.remove, onClick: remove }]
            : []),
        ]}
      />
      {isLinkShown && (
        <StatusLinkDialog order={order} onClose={() => setIsLinkShown(false)} />
      )}
    </>
  );
}
