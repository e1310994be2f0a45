import { useState } from "react";
import { asProblem, fieldMessages } from "../../api/problem";
import type { Order } from "../../api/types";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { toast } from "../../components/toast";
import { words } from "../../words/words";
import { CancelFields } from "./cancel-fields";
import { useUpdateOrderMutation } from "./endpoints";

interface CancelDialogProps {
  order: Order;
  onClose: () => void;
}

export function CancelDialog({ order, onClose }: CancelDialogProps) {
  const [reason, setReason] = useState("");
  const [restock, setRestock] = useState(true);
  const [update, { isLoading, error }] = useUpdateOrderMutation();
  const problem = asProblem(error);
  const labels = words.orders.cancel;
  const { id, version, number } = order;
  const cancel = async () => {
    const answer = await update({
      id,
      version,
      patch: { status: "CANCELLED", reason: reason.trim() || null, restock },
    });
    if (answer.error) return;
    toast(words.orders.moved(number, "CANCELLED"));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={labels.title(number)}
      confirm={labels.confirm}
      keep={labels.keep}
      isSending={isLoading}
      problem={problem}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <CancelFields
        reason={reason}
        restock={restock}
        error={fieldMessages(problem)["reason"]}
        onReason={setReason}
        onRestock={setRestock}
      />
    </ConfirmDialog>
  );
}
