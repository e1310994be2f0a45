import { useState } from "react";
import { asProblem, fieldMessages } from "../../api/problem";
import type { NewPayment, Order, PaymentMethod } from "../../api/types";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { toast } from "../../components/toast";
import { useMoney } from "../../hooks/use-money";
import { formatAmount, parseMoney } from "../../lib/money";
import { words } from "../../words/words";
import { CancelFields } from "./cancel-fields";
import { useGetPaymentsQuery, useUpdateOrderMutation } from "./endpoints";
import { RefundFields } from "./refund-fields";

interface CancelDialogProps {
  order: Order;
  onClose: () => void;
}

export function CancelDialog({ order, onClose }: CancelDialogProps) {
  const [reason, setReason] = useState("");
  const [restock, setRestock] = useState(true);
  const [update, { isLoading, error }] = useUpdateOrderMutation();
  const refund = useRefund(order);
  const problem = asProblem(error);
  const messages = fieldMessages(problem);
  const labels = words.orders.cancel;
  const { id, version, label } = order;
  const cancel = async () => {
    const money = refund.read();
    if (money === undefined) return;
    const patch = {
      status: "CANCELLED" as const,
      reason: reason.trim() || null,
      restock,
      ...(money && { refund: money }),
    };
    const answer = await update({ id, version, patch });
    if (answer.error) return;
    toast(words.orders.moved(label, "CANCELLED"));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={labels.title(label)}
      confirm={labels.confirm}
      keep={labels.keep}
      isSending={isLoading}
      problem={messages["refund.amount"] ? undefined : problem}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <CancelFields
        reason={reason}
        restock={restock}
        error={messages["reason"]}
        onReason={setReason}
        onRestock={setRestock}
      />
      {order.paid > 0 && (
        <RefundFields
          currency={order.currency}
          amount={refund.amount}
          method={refund.method}
          error={refund.error ?? messages["refund.amount"]}
          onAmount={refund.setAmount}
          onMethod={refund.setMethod}
        />
      )}
    </ConfirmDialog>
  );
}

/** What goes back: all that was paid, in the way in which it came, unless the person says otherwise. */
function useRefund({ id, paid, currency }: Order) {
  const { amount: write } = useMoney();
  const { data: payments = [] } = useGetPaymentsQuery(id, { skip: paid === 0 });
  const [amount, setAmount] = useState(() => formatAmount(paid, currency));
  const [chosen, setMethod] = useState<PaymentMethod | null>(null);
  const [isTried, setIsTried] = useState(false);
  const cameBy = payments.findLast(({ kind }) => kind === "payment")?.method;
  const method = chosen ?? cameBy ?? "cash";
  const typed = parseMoney(amount, currency);
  return {
    amount,
    setAmount,
    method,
    setMethod,
    error:
      isTried && typed === null
        ? words.products.badPrice(write(12.5))
        : undefined,
    /** Null: nothing was paid; undefined: what was typed is no amount. */
    read: (): NewPayment | null | undefined => {
      setIsTried(true);
      if (paid === 0) return null;
      return typed === null ? undefined : { method, amount: typed };
    },
  };
}
