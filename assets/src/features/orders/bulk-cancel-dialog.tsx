import { useState } from "react";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import type { BulkMove } from "./bulk";
import { CancelFields } from "./cancel-fields";

interface BulkCancelDialogProps {
  count: number;
  onConfirm: (move: BulkMove) => void;
  onClose: () => void;
}

export function BulkCancelDialog(props: BulkCancelDialogProps) {
  const [reason, setReason] = useState("");
  const [restock, setRestock] = useState(true);
  const text = words.orders.bulk;
  return (
    <ConfirmDialog
      opened
      title={text.confirmTitle(formatCount(props.count), "CANCELLED")}
      confirm={text.move.CANCELLED}
      keep={text.keep}
      onConfirm={() =>
        props.onConfirm({
          status: "CANCELLED",
          reason: reason.trim() || null,
          restock,
        })
      }
      onClose={props.onClose}
    >
      <CancelFields
        reason={reason}
        restock={restock}
        onReason={setReason}
        onRestock={setRestock}
      />
    </ConfirmDialog>
  );
}
