import { useSyncExternalStore, type MouseEvent } from "react";

/** As long as the second click of a double click may take, in ms; nobody reads and aims as fast. */
const restTime = 600;

let isResting = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(value: boolean) {
  isResting = value;
  for (const listener of listeners) listener();
}

function rest() {
  clearTimeout(timer);
  // Nothing is left that could be hit twice.
  if (listeners.size === 0) return;
  timer = setTimeout(() => set(false), restTime);
  set(true);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    isResting = false;
  };
}

/**
 * One click, one move. A move puts another button under the pointer: that of the move after
 * it, or of the next card. So all of them rest for a moment after a click; keys, which
 * never hit what they did not mean, go on at once.
 */
export function useRest() {
  const isOff = useSyncExternalStore(subscribe, () => isResting);
  const run = async (event: MouseEvent, act: () => void | Promise<void>) => {
    // Enter and Space click too, but as the click number zero.
    const isPointer = event.detail > 0;
    if (isPointer && isResting) return;
    if (isPointer) rest();
    await act();
    // A slow answer changes the button only here.
    if (isPointer) rest();
  };
  return {
    isResting: isOff,
    /** The click of a button that moves an order. */
    press: (act: () => void | Promise<void>) => (event: MouseEvent) =>
      void run(event, act),
  };
}
