import { ActionIcon } from "@mantine/core";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { words } from "../words/words";

/** Copies a text. The clipboard is closed to pages on plain http: there it is not offered. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  if (!navigator.clipboard) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <ActionIcon
      variant="subtle"
      size="lg"
      aria-label={copied ? words.common.copied : label}
      onClick={() => void copy()}
    >
      {copied ? (
        <Check size={16} aria-hidden />
      ) : (
        <Copy size={16} aria-hidden />
      )}
    </ActionIcon>
  );
}
