import { useEffect, useRef, useState, type RefObject } from "react";

/** A pointer that rests this long is not about to click: a wall screen's mouse just lies there. */
const pointerMs = 5000;
/** Who walks through a list by keyboard takes longer between two keys. */
const keyMs = 15_000;
const topPx = 8;

/**
 * Whether someone is at work in a list: the pointer or the keyboard is among its rows,
 * or it is scrolled away from its top.
 */
export function useHold(
  rows: HTMLElement | null,
  scroller: RefObject<HTMLElement | null>,
): boolean {
  const [isBusy, setIsBusy] = useState(false);
  const [isScrolled, setIsScrolled] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const frame = scroller.current;
    if (!rows) return;
    const rest = () => {
      clearTimeout(timer.current);
      setIsBusy(false);
    };
    // A finger is lifted after each tap; the next one may follow.
    const leave = (event: PointerEvent) => {
      if (event.pointerType !== "touch") rest();
    };
    const work = (forMs: number) => {
      clearTimeout(timer.current);
      setIsBusy(true);
      timer.current = setTimeout(rest, forMs);
    };
    const point = () => work(pointerMs);
    const press = () => work(keyMs);
    const scroll = () => setIsScrolled((frame?.scrollTop ?? 0) > topPx);
    rows.addEventListener("pointermove", point);
    // A tap does not move.
    rows.addEventListener("pointerdown", point);
    rows.addEventListener("pointerleave", leave);
    rows.addEventListener("keydown", press);
    frame?.addEventListener("scroll", scroll, { passive: true });
    return () => {
      clearTimeout(timer.current);
      rows.removeEventListener("pointermove", point);
      rows.removeEventListener("pointerdown", point);
      rows.removeEventListener("pointerleave", leave);
      rows.removeEventListener("keydown", press);
      frame?.removeEventListener("scroll", scroll);
    };
  }, [rows, scroller]);
  return isBusy || isScrolled;
}
