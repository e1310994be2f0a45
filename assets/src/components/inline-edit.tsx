import { useState, type ReactNode } from "react";
import classes from "./inline-edit.module.css";

interface InlineEditProps {
  /** What is shown, and what the button does. */
  label: string;
  text: ReactNode;
  /** Tells whoever draws this that it must stay for now. */
  onOpenChange: (isOpen: boolean) => void;
  /** What stands there while it is changed. `close` takes whether the focus comes back. */
  children: (close: (withFocus: boolean) => void) => ReactNode;
}

/** A value that reads as text and is a button: what it opens takes its place. */
export function InlineEdit(props: InlineEditProps) {
  const { label, text, onOpenChange, children } = props;
  const [state, setState] = useState<"shown" | "open" | "back">("shown");
  if (state === "open") {
    return children((withFocus) => {
      setState(withFocus ? "back" : "shown");
      onOpenChange(false);
    });
  }
  return (
    <button
      className={classes.edit}
      type="button"
      aria-label={label}
      // The button is made anew when what it opened is done.
      autoFocus={state === "back"}
      onClick={() => {
        setState("open");
        onOpenChange(true);
      }}
    >
      {text}
    </button>
  );
}
