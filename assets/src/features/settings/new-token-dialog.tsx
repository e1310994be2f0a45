import { words } from "../../words/words";
import { Dialog } from "../../components/dialog";
import { useCreateTokenMutation } from "./endpoints";
import { MadeToken } from "./made-token";
import { NewTokenForm } from "./new-token-form";

/** Makes a token, then shows it: the one time. What it is leaves the page with the dialog. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const [create, { data: made, error, isLoading }] = useCreateTokenMutation();
  const labels = words.settings.tokens;
  return (
    <Dialog
      title={made ? labels.made(made.name) : labels.new}
      size={480}
      isSteady={made !== undefined}
      onClose={onClose}
    >
      {made ? (
        <MadeToken token={made.token} onDone={onClose} />
      ) : (
        <NewTokenForm
          isSending={isLoading}
          error={error}
          onSubmit={create}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}
