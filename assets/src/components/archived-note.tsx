import { Button } from "@mantine/core";
import { Archive } from "lucide-react";
import type { Problem } from "../api/types";
import classes from "./archived-note.module.css";
import { ProblemNote } from "./problem-note";

interface ArchivedNoteProps {
  note: string;
  action: string;
  isSending: boolean;
  problem: Problem | undefined;
  onBringBack: () => void;
}

export function ArchivedNote(props: ArchivedNoteProps) {
  const { note, action, isSending, problem, onBringBack } = props;
  return (
    <>
      <div className={classes.note}>
        <Archive size={18} aria-hidden />
        <p>{note}</p>
        <Button
          variant="default"
          size="xs"
          loading={isSending}
          onClick={onBringBack}
        >
          {action}
        </Button>
      </div>
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
