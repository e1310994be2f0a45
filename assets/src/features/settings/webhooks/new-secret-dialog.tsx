import { asProblem } from "../../../api/problem";
import type { Webhook } from "../../../api/types";
import { ConfirmDialog } from "../../../components/confirm-dialog";
import { Dialog } from "../../../components/dialog";
import { settingsWords } from "../../../words/settings/words";
import { ShownOnce } from "../shown-once";
import { useReplaceWebhookSecretMutation } from "./endpoints";

interface NewSecretDialogProps {
  webhook: Webhook;
  onClose: () => void;
}

/** Gives a webhook another secret after asking, and shows it: the one time. */
export function NewSecretDialog({ webhook, onClose }: NewSecretDialogProps) {
  const [replace, { data: made, error, isLoading }] =
    useReplaceWebhookSecretMutation();
  const labels = settingsWords.webhooks;
  if (made) {
    return (
      <Dialog title={labels.made} size={480} isSteady onClose={onClose}>
        <ShownOnce
          label={labels.secret}
          secret={made.secret}
          onDone={onClose}
        />
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      opened
      isSafe
      title={labels.newSecret}
      detail={labels.newSecretDetail}
      confirm={labels.newSecretConfirm}
      isSending={isLoading}
      problem={asProblem(error)}
      onConfirm={() => void replace(webhook.id)}
      onClose={onClose}
    />
  );
}
