import { useEffect, useRef } from "react";

/** What each key does, by the character that it types ("n", "?", "/") or its name ("Enter"). */
export type Shortcuts = Record<
  string,
  /** False: this key meant something else this time. */
  ((event: KeyboardEvent) => false | void) | undefined
>;

/**
 * Single keys for the whole page. They are silent while someone types, while a dialog,
 * a menu or a list of choices is open, and with Ctrl, Alt or Cmd, which are the browser's.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = latest.current[event.key];
      if (!act || event.defaultPrevented || !isFree(event)) return;
      if (act(event) !== false) event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

const fields =
  "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";
const layers = '[role="dialog"], [role="menu"], [role="listbox"]';

function isFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  // A key held down walks on, but does nothing twice.
  if (event.repeat && !event.key.startsWith("Arrow")) return false;
  if (event.target instanceof Element && event.target.closest(fields)) {
    return false;
  }
  return ![...document.querySelectorAll(layers)].some(isVisible);
}

/** Lists of choices stay in the page, hidden, while they are closed. */
function isVisible(element: Element): boolean {
  return element.checkVisibility?.() ?? true;
}
