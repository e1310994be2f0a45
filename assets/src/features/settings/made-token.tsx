import { Button, TextInput } from "@mantine/core";
import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { DialogButtons } from "../../components/dialog";
import { copyField } from "../../lib/copy-field";
import { words } from "../../words/words";
import classes from "./made-token.module.css";

interface MadeTokenProps {
  token: string;
  onDone: () => void;
}

/** A token, to be copied: it will not be shown again. */
export function MadeToken({ token, onDone }: MadeTokenProps) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const labels = words.settings.tokens;
  const copy = async () => {
    if (field.current) setCopied(await copyField(field.current));
  };
  return (
    <>
      <p role="status">{labels.once}</p>
      <div className={classes.line}>
        <TextInput
          ref={field}
          className={classes.token ?? ""}
          classNames={{ input: classes.text ?? "" }}
          aria-label={labels.token}
          readOnly
          value={token}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          variant="default"
          leftSection={
            copied ? (
              <Check size={16} aria-hidden />
            ) : (
              <Copy size={16} aria-hidden />
            )
          }
          data-autofocus
          onClick={() => void copy()}
        >
          {copied ? words.common.copied : labels.copy}
        </Button>
      </div>
      {copied === false && <p role="alert">{labels.copyFailed}</p>}
      <DialogButtons>
        <Button onClick={onDone}>{labels.done}</Button>
      </DialogButtons>
    </>
  );
}
