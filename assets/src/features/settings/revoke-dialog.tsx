import { asProblem } from "../../api/problem";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { toast } from "../../components/toast";

interface RevokeDialogProps {
  /** What is revoked. */
  name: string;
  labels: {
    revokeTitle: (name: string) => string;
    revokeDetail: string;
    revokeConfirm: string;
    revoked: (name: string) => string;
  };
  isSending: boolean;
  error: unknown;
  onRevoke: () => PromiseLike<{ error?: unknown }>;
  onClose: () => void;
}

/** Asks before something is revoked that others rely on. */
export function RevokeDialog(props: RevokeDialogProps) {
  const { name, labels, isSending, error, onRevoke, onClose } = props;
  const confirm = async () => {
    const answer = await onRevoke();
    // Another admin may have revoked it meanwhile: it is what was wanted.
    const isGone = asProblem(answer.error)?.code === "not_found";
    if (answer.error && !isGone) return;
    toast(labels.revoked(name));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={labels.revokeTitle(name)}
      detail={labels.revokeDetail}
      confirm={labels.revokeConfirm}
      isSending={isSending}
      problem={asProblem(error)}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  );
}
