import { Mail, QrCode, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Order } from "../../api/types";
import { MoreMenu } from "../../components/more-menu";
import { useRemoveLater } from "../../hooks/remove-later";
import { loadMailWords } from "../../words/mail/words";
import { words } from "../../words/words";
import { deletion } from "./deletion";
import { isDeletable } from "./order-rules";
import { StatusLinkDialog } from "./status-link-dialog";

const MailDialog = lazy(async () => {
  const [{ MailDialog }] = await Promise.all([
    import("./mail-dialog"),
    loadMailWords(),
  ]);
  return { default: MailDialog };
});

interface OrderMenuProps {
  order: Order;
  onDeleted: () => void;
}

/** What is seldom done with an order. */
export function OrderMenu({ order, onDeleted }: OrderMenuProps) {
  const removeLater = useRemoveLater();
  const [isLinkShown, setIsLinkShown] = useState(false);
  const [isMailShown, setIsMailShown] = useState(false);
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
          ...(order.invoice !== null
            ? [
                {
                  icon: Mail,
                  label: words.orders.mail,
                  onClick: () => setIsMailShown(true),
                },
              ]
            : []),
          ...(isDeletable(order)
            ? [{ icon: Trash2, label: words.orders.remove, onClick: remove }]
            : []),
        ]}
      />
      {isMailShown && (
        <Suspense>
          <MailDialog order={order} onClose={() => setIsMailShown(false)} />
        </Suspense>
      )}
      {isLinkShown && (
        <StatusLinkDialog order={order} onClose={() => setIsLinkShown(false)} />
      )}
    </>
  );
}
