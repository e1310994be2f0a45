import { asProblem } from "../../api/problem";
import type { Backup } from "../../api/types";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { toast } from "../../components/toast";
import { useBecome } from "../../hooks/use-become";
import { useSetLeaving } from "../../hooks/use-person";
import { useShop } from "../../hooks/use-shop";
import { paperTime } from "../../lib/time";
import { settingsWords } from "../../words/settings/words";
import { useRestoreBackupMutation } from "./endpoints";

interface RestoreDialogProps {
  backup: Backup;
  onClose: () => void;
}

/** Asks before the shop becomes what it was. All sessions end with it, this one too. */
export function RestoreDialog({ backup, onClose }: RestoreDialogProps) {
  const text = settingsWords.backups;
  const { timezone } = useShop();
  const become = useBecome();
  const setLeaving = useSetLeaving();
  const [restore, { isLoading, error }] = useRestoreBackupMutation();
  const confirm = async () => {
    setLeaving(true);
    const answer = await restore(backup.name);
    if (answer.error) return setLeaving(false);
    toast(text.restored(answer.data.kept));
    await become(null);
  };
  return (
    <ConfirmDialog
      opened
      title={text.restoreTitle(paperTime(backup.at, timezone))}
      detail={text.restoreDetail}
      confirm={text.restore}
      isSending={isLoading}
      problem={asProblem(error)}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  );
}
