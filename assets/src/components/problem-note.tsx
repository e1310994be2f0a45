import { Button } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { Problem } from "../api/types";
import { words } from "../words/words";
import classes from "./problem-note.module.css";

interface ProblemNoteProps {
  problem: Problem;
  /** Shown instead of the problem's own detail, when that stands beside a field. */
  message?: string | undefined;
  onRetry?: () => void;
  children?: ReactNode;
}

/** What went wrong, in the server's words, with the request id to quote. */
export function ProblemNote({
  problem,
  message,
  onRetry,
  children,
}: ProblemNoteProps) {
  return (
    <div className={classes.note} role="alert">
      <CircleAlert className={classes.icon} size={18} aria-hidden />
      <div className={classes.text}>
        <p>{message ?? problem.detail}</p>
        {children}
        {problem.request_id && problem.status >= 500 && (
          <RequestId id={problem.request_id} />
        )}
        {onRetry && (
          <Button variant="default" size="xs" onClick={onRetry}>
            {words.common.retry}
          </Button>
        )}
      </div>
    </div>
  );
}

function RequestId({ id }: { id: string }) {
  const [copied, setCopied] = useState(false);
  // The clipboard is closed to pages on plain http; the id can then be selected by hand.
  const copy = () =>
    navigator.clipboard?.writeText(id).then(() => setCopied(true));
  return (
    <button className={classes.requestId} type="button" onClick={copy}>
      {copied ? words.common.copied : words.common.copyRequestId(id)}
    </button>
  );
}
