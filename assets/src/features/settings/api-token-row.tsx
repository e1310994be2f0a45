import { ActionIcon } from "@mantine/core";
import { Eye, PencilLine, Trash2 } from "lucide-react";
import type { ApiToken } from "../../api/types";
import { TimeAgo } from "../../components/time-ago";
import { settingsWords } from "../../words/settings/words";
import classes from "./api-tokens.module.css";

interface ApiTokenRowProps {
  token: ApiToken;
  onRevoke: () => void;
}

/** A token: what it is for, what it may do, whose it is, and when it was last used. */
export function ApiTokenRow({ token, onRevoke }: ApiTokenRowProps) {
  const { name, read_only, user, last_used_at } = token;
  const labels = settingsWords.tokens;
  const Access = read_only ? Eye : PencilLine;
  return (
    <li className={classes.token}>
      <div className={classes.what}>
        <p className={classes.name}>{name}</p>
        <p className={classes.facts}>
          <span className={classes.access}>
            <Access size={14} aria-hidden />
            {read_only ? labels.readOnly : labels.full}
          </span>
          <span>{labels.by(user.name)}</span>
          <span>
            {labels.lastUsed}{" "}
            {last_used_at === null ? (
              labels.never
            ) : (
              <TimeAgo at={last_used_at} />
            )}
          </span>
        </p>
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={labels.revoke(name)}
        title={labels.revoke(name)}
        onClick={onRevoke}
      >
        <Trash2 size={18} aria-hidden />
      </ActionIcon>
    </li>
  );
}
