import { useEffect, useRef } from "react";
import { isDialogOpen } from "../../lib/is-dialog-open";

/**
 * Ctrl+Enter (or Cmd+Enter) sends, wherever the cursor is: from every field, text areas
 * included, and from none. A dialog above the form has its own Enter.
 */
export function useSubmitKeys(submit: () => void): void {
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      if (isDialogOpen()) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) latest.current();
    };
    // Before the fields, for which Enter means something else.
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, []);
}
