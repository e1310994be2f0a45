import { settingsWords } from "../../words/settings/words";
import { Dialog } from "../../components/dialog";
import { useCreateTokenMutation } from "./endpoints";
import { NewTokenForm } from "./new-token-form";
import { ShownOnce } from "./shown-once";

/** Makes a token, then shows it: the one time. What it is leaves the page with the dialog. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const [create, { data: made, error, isLoading }] = useCreateTokenMutation();
  const labels = settingsWords.tokens;
  return (
    <Dialog
      title={made ? labels.made(made.name) : labels.new}
      size={480}
      isSteady={made !== undefined}
      onClose={onClose}
    >
      {made ? (
        <ShownOnce label={labels.token} secret={made.token} onDone={onClose} />
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
