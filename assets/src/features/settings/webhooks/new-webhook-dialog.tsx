import { Dialog } from "../../../components/dialog";
import { settingsWords } from "../../../words/settings/words";
import { ShownOnce } from "../shown-once";
import { useCreateWebhookMutation } from "./endpoints";
import { WebhookForm } from "./webhook-form";

/** Makes a webhook, then shows its secret: the one time. */
export function NewWebhookDialog({ onClose }: { onClose: () => void }) {
  const [create, { data: made, error, isLoading }] = useCreateWebhookMutation();
  const labels = settingsWords.webhooks;
  return (
    <Dialog
      title={made ? labels.made : labels.new}
      size={480}
      isSteady={made !== undefined}
      onClose={onClose}
    >
      {made ? (
        <ShownOnce
          label={labels.secret}
          secret={made.secret}
          onDone={onClose}
        />
      ) : (
        <WebhookForm
          start={{ url: "", events: null }}
          submit={labels.create}
          isSending={isLoading}
          error={error}
          onSubmit={create}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}
