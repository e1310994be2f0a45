import type { KeyboardEvent } from "react";

/** Ctrl+Enter (or Cmd+Enter) sends from every field, text areas included. */
export function useSubmitKeys(submit: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
}
