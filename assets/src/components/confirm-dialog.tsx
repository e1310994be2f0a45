import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Problem } from "../api/types";
import { words } from "../words/words";
import classes from "./confirm-dialog.module.css";
import { Dialog, DialogButtons } from "./dialog";
import { ProblemNote } from "./problem-note";

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  detail?: string;
  confirm: string;
  keep?: string;
  /** It can't be taken back, but nothing is destroyed: the button is not red. */
  isSafe?: boolean;
  isSending?: boolean;
  problem?: Problem | undefined;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks before something that can't be taken back; the only place where a button is red. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, detail, problem, onClose, children } = props;
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size={440}>
      <form
        className={classes.body}
        onSubmit={(event) => {
          event.preventDefault();
          // The dialog may stand inside another form of the page.
          event.stopPropagation();
          props.onConfirm();
        }}
      >
        {detail && <p>{detail}</p>}
        {children}
        {problem && <ProblemNote problem={problem} />}
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {props.keep ?? words.common.cancel}
          </Button>
          <Button
            type="submit"
            {...(props.isSafe ? {} : { color: "red" })}
            loading={props.isSending ?? false}
          >
            {props.confirm}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
