import type { ApiToken } from "../../api/types";
import { words } from "../../words/words";
import { useDeleteTokenMutation } from "./endpoints";
import { RevokeDialog } from "./revoke-dialog";

interface RevokeTokenDialogProps {
  token: ApiToken;
  onClose: () => void;
}

/** Asks before a token is revoked: scripts that show it stop to work. */
export function RevokeTokenDialog({ token, onClose }: RevokeTokenDialogProps) {
  const [revoke, { isLoading, error }] = useDeleteTokenMutation();
  return (
    <RevokeDialog
      name={token.name}
      labels={words.settings.tokens}
      isSending={isLoading}
      error={error}
      onRevoke={() => revoke(token.id)}
      onClose={onClose}
    />
  );
}
