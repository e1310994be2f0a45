import type { ApiToken } from "../../api/types";
import { settingsWords } from "../../words/settings/words";
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
      labels={settingsWords.tokens}
      isSending={isLoading}
      error={error}
      onRevoke={() => revoke(token.id)}
      onClose={onClose}
    />
  );
}
