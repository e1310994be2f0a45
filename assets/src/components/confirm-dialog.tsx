import { Button, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import type { Problem } from "../api/types";
import { words } from "../words/words";
import classes from "./confirm-dialog.module.css";
import { ProblemNote } from "./problem-note";

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  detail?: string;
  confirm: string;
  keep?: string;
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
    <Modal opened={opened} onClose={onClose} title={title} centered size={440}>
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
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {props.keep ?? words.common.cancel}
          </Button>
          <Button type="submit" color="red" loading={props.isSending ?? false}>
            {props.confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
