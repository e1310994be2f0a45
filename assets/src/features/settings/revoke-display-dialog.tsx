import type { DisplayLink } from "../../api/types";
import { settingsWords } from "../../words/settings/words";
import { useDeleteDisplayMutation } from "./endpoints";
import { RevokeDialog } from "./revoke-dialog";

interface RevokeDisplayDialogProps {
  display: DisplayLink;
  onClose: () => void;
}

/** Asks before a board is taken down: its screens go dark. */
export function RevokeDisplayDialog(props: RevokeDisplayDialogProps) {
  const { display, onClose } = props;
  const [revoke, { isLoading, error }] = useDeleteDisplayMutation();
  return (
    <RevokeDialog
      name={display.name}
      labels={settingsWords.displays}
      isSending={isLoading}
      error={error}
      onRevoke={() => revoke(display.id)}
      onClose={onClose}
    />
  );
}
