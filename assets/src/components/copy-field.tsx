import { Button, TextInput } from "@mantine/core";
import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { copyField } from "../lib/copy-field";
import { words } from "../words/words";
import classes from "./copy-field.module.css";

interface CopyFieldProps {
  label: string;
  value: string;
}

/** A text to be copied, by its button or by hand. */
export function CopyField({ label, value }: CopyFieldProps) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    if (field.current) setCopied(await copyField(field.current));
  };
  const Icon = copied ? Check : Copy;
  return (
    <>
      <div className={classes.line}>
        <TextInput
          ref={field}
          className={classes.field ?? ""}
          classNames={{ input: classes.text ?? "" }}
          aria-label={label}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          variant="default"
          leftSection={<Icon size={16} aria-hidden />}
          data-autofocus
          onClick={() => void copy()}
        >
          {copied ? words.common.copied : words.common.copy}
        </Button>
      </div>
      {copied === false && <p role="alert">{words.common.copyFailed}</p>}
    </>
  );
}
