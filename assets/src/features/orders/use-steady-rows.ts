import { useState } from "react";
import { useSelector } from "react-redux";
import type { Order } from "../../api/types";
import type { departedSlice } from "./departed-slice";
import { holdRows, isSameOrder, type HeldRows } from "./hold";

type State = { departed: ReturnType<typeof departedSlice.reducer> };

const none: ReadonlySet<string> = new Set();

interface SteadyRows extends HeldRows<Order> {
  /** Brings what waits, and lets go of what left. */
  release: () => void;
}

interface SteadyOptions {
  isHeld: boolean;
  /** Names the list: another one begins anew. */
  list: string;
  /** False while the rows are still those of the list before. */
  isSettled: boolean;
}

/**
 * The rows of a list that changes by itself, without moving what someone is about to
 * click.
 */
export function useSteadyRows(
  fresh: Order[],
  { isHeld, list, isSettled }: SteadyOptions,
): SteadyRows {
  const departed = useSelector((state: State) => state.departed);
  const [shown, setShown] = useState({ list, rows: fresh });
  const isOther = shown.list !== list || shown.rows.length === 0;
  if (isOther || !isHeld || !isSettled) {
    if (isSettled && (shown.rows !== fresh || shown.list !== list)) {
      setShown({ list, rows: fresh });
    }
    return { rows: fresh, gone: none, waiting: 0, release: () => undefined };
  }
  const held = holdRows(shown.rows, fresh, departed);
  if (!isSameOrder(held.rows, shown.rows)) {
    setShown({ list, rows: held.rows });
  }
  return { ...held, release: () => setShown({ list, rows: fresh }) };
}
