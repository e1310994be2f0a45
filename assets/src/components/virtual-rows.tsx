import {
  defaultRangeExtractor,
  useVirtualizer,
  type Range,
  type Virtualizer,
} from "@tanstack/react-virtual";
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { useScroller } from "../hooks/use-scroller";
import { useShortcuts } from "../hooks/use-shortcuts";
import classes from "./virtual-rows.module.css";

interface VirtualRowsProps<Row extends { id: string }> {
  rows: Row[];
  /** A part of a table by default; a list makes an item of each row. */
  role?: "rowgroup" | "list";
  /** Draws one row. What opens it carries `data-row-focus`: the arrow keys go there. */
  children: (row: Row, index: number) => ReactNode;
  /** Rows that stay drawn out of view, since something in them is being changed. */
  keep?: ReadonlySet<string> | undefined;
  hasNext: boolean;
  /** Called shortly before the end comes into view, also while the next rows are fetched. */
  onNext: () => void;
}

/** Pixels of a row before it is measured. */
const guess = 44;
/** Rows from the end at which the next ones are asked for. */
const ahead = 20;
const focusable = "[data-row-focus]";

/**
 * The rows of a list of any length: only those in view exist. Arrows, Home and End walk
 * through them, also from anywhere on the page where no other thing has the focus.
 */
export function VirtualRows<Row extends { id: string }>(
  props: VirtualRowsProps<Row>,
) {
  const { rows, role = "rowgroup", children, keep, hasNext, onNext } = props;
  const scroller = useScroller();
  const frame = useFrame(scroller);
  const group = useRef<HTMLDivElement>(null);
  const above = useOffsetAbove(group, scroller);
  // The rows are drawn anew whenever the virtualiser says so; nothing here is remembered.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame,
    estimateSize: () => guess,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 10,
    scrollMargin: above,
    rangeExtractor: (range) => drawnIndexes(range, rows, keep),
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const isNearEnd = hasNext && last >= rows.length - ahead;
  useEffect(() => {
    if (isNearEnd) onNext();
  }, [isNearEnd, onNext, rows.length]);
  const walk = useRowWalk(group, virtualizer, rows.length);
  return (
    <div
      className={classes.rows}
      role={role}
      ref={group}
      style={{ height: virtualizer.getTotalSize() }}
      onKeyDown={walk}
    >
      {items.map((item) => {
        const row = rows[item.index];
        return (
          row && (
            <div
              className={classes.place}
              key={item.key}
              role={role === "list" ? "listitem" : "presentation"}
              ref={virtualizer.measureElement}
              data-index={item.index}
              style={{ transform: `translateY(${item.start - above}px)` }}
            >
              {children(row, item.index)}
            </div>
          )
        );
      })}
    </div>
  );
}

/**
 * The element that scrolls. It stands around the rows, so that it is there only after
 * them: a list known from before, which nothing else draws again, looks a second time.
 */
function useFrame(
  scroller: React.RefObject<HTMLElement | null>,
): HTMLElement | null {
  return useSyncExternalStore(never, () => scroller.current);
}

function never() {
  return () => undefined;
}

function drawnIndexes(
  range: Range,
  rows: { id: string }[],
  keep: ReadonlySet<string> | undefined,
): number[] {
  const inView = defaultRangeExtractor(range);
  if (!keep || keep.size === 0) return inView;
  const kept = rows.flatMap(({ id }, index) => (keep.has(id) ? [index] : []));
  return [...new Set([...inView, ...kept])].sort((a, b) => a - b);
}

/** How far below the top of the scrolling content the rows begin, in pixels. */
function useOffsetAbove(
  group: React.RefObject<HTMLElement | null>,
  scroller: React.RefObject<HTMLElement | null>,
): number {
  const [offset, setOffset] = useState(0);
  // What stands above (filters that wrap, a note that appears) may change with any render.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useLayoutEffect(() => {
    if (!group.current || !scroller.current) return;
    const top = group.current.getBoundingClientRect().top;
    const frame = scroller.current.getBoundingClientRect().top;
    const next = Math.round(top - frame + scroller.current.scrollTop);
    // Measuring is what layout effects are for; it settles with the second look.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    if (Math.abs(next - offset) > 1) setOffset(next);
  });
  return offset;
}

type AnyVirtualizer = Virtualizer<HTMLElement, Element>;

function useRowWalk(
  group: React.RefObject<HTMLElement | null>,
  virtualizer: AnyVirtualizer,
  count: number,
) {
  const cursor = useRef(0);
  const goTo = (index: number) => {
    if (count === 0) return;
    cursor.current = Math.max(0, Math.min(count - 1, index));
    virtualizer.scrollToIndex(cursor.current);
    focusSoon(group, cursor.current);
  };
  const enter = (event: globalThis.KeyboardEvent) =>
    event.target === document.body ? goTo(cursor.current) : false;
  useShortcuts({ ArrowDown: enter, ArrowUp: enter });
  return (event: KeyboardEvent) => {
    const place = (event.target as Element).closest("[data-index]");
    // A field or a menu inside of a row needs its arrows itself.
    if (!(event.target as Element).matches(focusable) || !place) return;
    const at = Number(place.getAttribute("data-index"));
    const to = targetOf(event.key, at, count);
    if (to === null) return;
    event.preventDefault();
    goTo(to);
  };
}

function targetOf(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return at + 1;
    case "ArrowUp":
      return at - 1;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** At once where the row is drawn, so that the next key finds it; else when it is. */
function focusSoon(
  group: React.RefObject<HTMLElement | null>,
  index: number,
  tries = 5,
): void {
  const target = group.current?.querySelector<HTMLElement>(
    `[data-index="${index}"] ${focusable}`,
  );
  if (target) target.focus({ preventScroll: true });
  else if (tries > 0) {
    requestAnimationFrame(() => focusSoon(group, index, tries - 1));
  }
}
