import { Button, FileButton } from "@mantine/core";
import { FileUp } from "lucide-react";
import { useRef, useState, type DragEvent } from "react";
import { words } from "../../words/words";
import classes from "./file-choice.module.css";

interface FileChoiceProps {
  /** The name of the file that is chosen already. */
  chosen: string | undefined;
  match: string;
  columns: readonly string[];
  isDisabled: boolean;
  onChoose: (file: File) => void;
}

/** Where a file is chosen or dropped, and what it must be like. */
export function FileChoice(props: FileChoiceProps) {
  const { chosen, match, columns, isDisabled, onChoose } = props;
  const [isOver, setIsOver] = useState(false);
  const reset = useRef<() => void>(null);
  const text = words.csv;
  const take = (file: File | null | undefined) => {
    if (file && !isDisabled) onChoose(file);
  };
  const over = (isNow: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setIsOver(isNow);
  };
  return (
    <div
      className={classes.choice}
      data-over={isOver || undefined}
      onDragOver={over(true)}
      onDragLeave={over(false)}
      onDrop={(event) => {
        over(false)(event);
        take(event.dataTransfer.files[0]);
      }}
    >
      <p className={classes.line}>
        <FileButton
          resetRef={reset}
          accept=".csv,text/csv"
          disabled={isDisabled}
          onChange={(file) => {
            // So that the same file can be chosen again once it is corrected.
            reset.current?.();
            take(file);
          }}
        >
          {(button) => (
            <Button
              {...button}
              variant="default"
              disabled={isDisabled}
              data-autofocus
              leftSection={<FileUp size={16} aria-hidden />}
            >
              {chosen ? text.chooseOther : text.choose}
            </Button>
          )}
        </FileButton>
        {chosen ? (
          <span className={classes.name}>{chosen}</span>
        ) : (
          <span className={classes.drop}>{text.drop}</span>
        )}
      </p>
      {!chosen && (
        <div className={classes.help}>
          <p>
            {text.help} <code>{columns.join(", ")}</code>
          </p>
          <p>{match}</p>
        </div>
      )}
    </div>
  );
}
