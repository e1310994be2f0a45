import { useEffect, useRef, type RefObject } from "react";
import { isDialogOpen } from "../../lib/is-dialog-open";
import {
  afterKey,
  couldBeAmount,
  couldBeQuantity,
  scannedCode,
  type Burst,
} from "./scan-burst";

interface ScannerOptions {
  /** Where what is typed outside of any field goes. */
  input: RefObject<HTMLInputElement | null>;
  /** A code, and what stood in the product field before it. */
  onScan: (code: string, before: string) => void;
}

/**
 * Lets a scanner work wherever the cursor is: its code never stays in another field, and
 * its Enter presses no button. Fields that a scan may land in carry `data-scan`.
 */
export function useScanner(options: ScannerOptions): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    let burst: Burst | null = null;
    let before = "";
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.isComposing || isDialogOpen()) {
        burst = null;
        return;
      }
      const { input, onScan } = latest.current;
      if (event.key === "Enter") {
        const code = scannedCode(burst, event.timeStamp);
        burst = null;
        if (code === null || !takesScans(event.target, code, input.current)) {
          return;
        }
        event.preventDefault();
        event.stopPropagation();
        if (event.target === input.current) {
          return onScan(code, textBefore(input.current, code));
        }
        if (event.target instanceof HTMLInputElement) {
          setValue(event.target, before);
        }
        input.current?.focus();
        onScan(code, "");
      } else if (event.key.length === 1) {
        const next = afterKey(burst, event.key, event.timeStamp);
        if (next.text.length === 1) before = valueOf(event.target);
        burst = next;
        if (isOutside(event, input.current)) {
          // The character itself follows the cursor; no shortcut is meant by it.
          event.stopPropagation();
          input.current?.focus();
        }
      }
    };
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, []);
}

const fields =
  "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";

function isField(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.matches(fields);
}

function takesScans(
  target: EventTarget | null,
  code: string,
  input: HTMLInputElement | null,
): boolean {
  if (target === input || !isField(target)) return true;
  const kind = target.dataset.scan;
  if (kind === "quantity") return !couldBeQuantity(code);
  return kind === "amount" ? !couldBeAmount(code) : kind !== undefined;
}

/** A letter or digit, typed where it would do nothing: on a button of the panel, or nowhere. */
function isOutside(
  { target, key }: KeyboardEvent,
  input: HTMLInputElement | null,
): boolean {
  if (!input || isField(target) || !/^[\p{L}\p{N}]$/u.test(key)) return false;
  const panel = input.closest("section[tabindex]");
  return (
    target === document.body ||
    (target instanceof Node && panel?.contains(target) === true)
  );
}

function valueOf(target: EventTarget | null): string {
  return target instanceof HTMLInputElement ? target.value : "";
}

function textBefore(input: HTMLInputElement | null, code: string): string {
  const text = input?.value ?? "";
  return text.endsWith(code) ? text.slice(0, -code.length) : "";
}

/** As if it had been typed, so that React hears of it. */
function setValue(input: HTMLInputElement, value: string): void {
  Object.getOwnPropertyDescriptor(
    HTMLInputElement.prototype,
    "value",
  )?.set?.call(input, value);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
