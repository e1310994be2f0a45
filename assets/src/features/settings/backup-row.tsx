import { ActionIcon, Button } from "@mantine/core";
import {
  CircleAlert,
  CircleCheck,
  CircleHelp,
  Download,
  type LucideIcon,
} from "lucide-react";
import type { Backup } from "../../api/types";
import { useShop } from "../../hooks/use-shop";
import { formatBytes } from "../../lib/bytes";
import { paperTime } from "../../lib/time";
import { settingsWords } from "../../words/settings/words";
import classes from "./backups-section.module.css";

type State = "checked" | "damaged" | "unchecked";

const icons: Record<State, LucideIcon> = {
  checked: CircleCheck,
  damaged: CircleAlert,
  unchecked: CircleHelp,
};

interface BackupRowProps {
  backup: Backup;
  onRestore: () => void;
}

export function BackupRow({ backup, onRestore }: BackupRowProps) {
  const text = settingsWords.backups;
  const { timezone } = useShop();
  const when = paperTime(backup.at, timezone);
  const state = stateOf(backup);
  const Icon = icons[state];
  return (
    <li className={classes.backup}>
      <div>
        <time dateTime={backup.at}>{when}</time>
        <p className={classes.state} data-state={state}>
          <Icon size={14} aria-hidden />
          {text.states[state]}
          {backup.problem && ` · ${backup.problem}`}
        </p>
      </div>
      <span className={classes.size}>{formatBytes(backup.size)}</span>
      <div className={classes.actions}>
        <ActionIcon
          component="a"
          href={`/api/backups/${backup.name}`}
          download
          variant="subtle"
          color="gray"
          aria-label={text.download(when)}
          title={text.download(when)}
        >
          <Download size={18} aria-hidden />
        </ActionIcon>
        <Button
          variant="subtle"
          size="xs"
          aria-label={text.restoreThat(when)}
          onClick={onRestore}
        >
          {text.restore}
        </Button>
      </div>
    </li>
  );
}

function stateOf({ verified, problem }: Backup): State {
  if (problem !== null) return "damaged";
  return verified ? "checked" : "unchecked";
}
