import type { Webhook } from "../../../api/types";
import { Dialog } from "../../../components/dialog";
import { toast } from "../../../components/toast";
import { settingsWords } from "../../../words/settings/words";
import { useUpdateWebhookMutation } from "./endpoints";
import { WebhookForm, type WebhookDraft } from "./webhook-form";

interface EditWebhookDialogProps {
  webhook: Webhook;
  onClose: () => void;
}

/** Changes where a webhook goes, and of what it tells. */
export function EditWebhookDialog(props: EditWebhookDialogProps) {
  const { webhook, onClose } = props;
  const [update, { error, isLoading }] = useUpdateWebhookMutation();
  const labels = settingsWords.webhooks;
  const save = async (patch: WebhookDraft) => {
    const answer = await update({ id: webhook.id, patch });
    if (!answer.error) {
      toast(labels.saved);
      onClose();
    }
    return answer;
  };
  return (
    <Dialog title={labels.editTitle} size={480} onClose={onClose}>
      <WebhookForm
        start={webhook}
        submit={labels.save}
        isSending={isLoading}
        error={error}
        onSubmit={save}
        onCancel={onClose}
      />
    </Dialog>
  );
}
