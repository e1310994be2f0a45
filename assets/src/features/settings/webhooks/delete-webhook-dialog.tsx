import { asProblem } from "../../../api/problem";
import type { Webhook } from "../../../api/types";
import { ConfirmDialog } from "../../../components/confirm-dialog";
import { toast } from "../../../components/toast";
import { settingsWords } from "../../../words/settings/words";
import { useDeleteWebhookMutation } from "./endpoints";

interface DeleteWebhookDialogProps {
  webhook: Webhook;
  onClose: () => void;
}

/** Asks before a webhook is deleted with what waits for it. */
export function DeleteWebhookDialog(props: DeleteWebhookDialogProps) {
  const { webhook, onClose } = props;
  const [remove, { isLoading, error }] = useDeleteWebhookMutation();
  const labels = settingsWords.webhooks;
  const confirm = async () => {
    const answer = await remove(webhook.id);
    // Another admin may have deleted it meanwhile: it is what was wanted.
    const isGone = asProblem(answer.error)?.code === "not_found";
    if (answer.error && !isGone) return;
    toast(labels.removed);
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={labels.removeTitle}
      detail={labels.removeDetail(webhook.url)}
      confirm={labels.remove}
      isSending={isLoading}
      problem={asProblem(error)}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  );
}
