import { asProblem } from "../../api/problem";
import type { ApiToken } from "../../api/types";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { toast } from "../../components/toast";
import { words } from "../../words/words";
import { useDeleteTokenMutation } from "./endpoints";

interface RevokeTokenDialogProps {
  token: ApiToken;
  onClose: () => void;
}

/** Asks before a token is revoked: scripts that show it stop to work. */
export function RevokeTokenDialog({ token, onClose }: RevokeTokenDialogProps) {
  const [revoke, { isLoading, error }] = useDeleteTokenMutation();
  const labels = words.settings.tokens;
  const confirm = async () => {
    const answer = await revoke(token.id);
    // Another admin may have revoked it meanwhile: it is what was wanted.
    const isGone = asProblem(answer.error)?.code === "not_found";
    if (answer.error && !isGone) return;
    toast(labels.revoked(token.name));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={labels.revokeTitle(token.name)}
      detail={labels.revokeDetail}
      confirm={labels.revokeConfirm}
      isSending={isLoading}
      problem={asProblem(error)}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  );
}
