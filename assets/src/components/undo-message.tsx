import { Button } from "@mantine/core";
import { words } from "../words/words";
import classes from "./undo-message.module.css";

interface UndoMessageProps {
  message: string;
  onUndo: () => void;
}

export function UndoMessage({ message, onUndo }: UndoMessageProps) {
  return (
    <span className={classes.line}>
      <span>{message}</span>
      <Button variant="subtle" size="compact-sm" onClick={onUndo}>
        {words.common.undo}
      </Button>
    </span>
  );
}
