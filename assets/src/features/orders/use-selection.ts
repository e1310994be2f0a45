import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Order } from "../../api/types";

export interface Selection {
  /** The selected orders as they are by now, in the order of the rows. */
  orders: Order[];
  count: number;
  /** All that match the filters, also those that are not loaded. */
  isEverything: boolean;
  has: (id: string) => boolean;
  /** With `isRange` from the last one that was selected to this one. */
  toggle: (order: Order, isRange: boolean) => void;
  setAll: (orders: Order[]) => void;
  setEverything: () => void;
  clear: () => void;
}

interface Selected {
  list: string;
  ids: ReadonlySet<string>;
  isEverything: boolean;
}

/**
 * Which rows of a list are selected. `list` names the list: another one begins anew. A row
 * that leaves the list leaves the selection too; nobody would see what is done to it.
 */
export function useSelection(rows: Order[], list: string): Selection {
  const [state, setState] = useState<Selected>(() => nothing(list));
  const selected = state.list === list ? state : nothing(list);
  const anchor = useRef<string | null>(null);
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  }, [rows]);
  const toggle = useCallback(
    (order: Order, isRange: boolean) => {
      const range = isRange
        ? between(latest.current, anchor.current, order.id)
        : [order];
      anchor.current = order.id;
      setState((before) => {
        const ids = startFrom(before, list, latest.current);
        const isOn = !ids.has(order.id);
        for (const { id } of range) {
          if (isOn) ids.add(id);
          else ids.delete(id);
        }
        return { list, ids, isEverything: false };
      });
    },
    [list],
  );
  const orders = useMemo(
    () => rows.filter(({ id }) => selected.ids.has(id)),
    [rows, selected.ids],
  );
  return {
    orders,
    count: orders.length,
    isEverything: selected.isEverything,
    has: (id) => selected.isEverything || selected.ids.has(id),
    toggle,
    setAll: (all) =>
      setState({
        list,
        ids: new Set(all.map(({ id }) => id)),
        isEverything: false,
      }),
    setEverything: () => setState({ list, ids: new Set(), isEverything: true }),
    clear: () => setState(nothing(list)),
  };
}

function nothing(list: string): Selected {
  return { list, ids: new Set(), isEverything: false };
}

/** Who takes one away from everything goes on with the rest of what is there to see. */
function startFrom(before: Selected, list: string, rows: Order[]): Set<string> {
  if (before.list !== list) return new Set();
  return before.isEverything
    ? new Set(rows.map(({ id }) => id))
    : new Set(before.ids);
}

/** The rows from one to the other, both included; only the second when the first is not there. */
export function between<Row extends { id: string }>(
  rows: Row[],
  from: string | null,
  to: string,
): Row[] {
  const start = rows.findIndex(({ id }) => id === from);
  const end = rows.findIndex(({ id }) => id === to);
  if (end < 0) return [];
  if (start < 0) return rows.slice(end, end + 1);
  return rows.slice(Math.min(start, end), Math.max(start, end) + 1);
}
