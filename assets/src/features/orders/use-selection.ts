import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Order } from "../../api/types";

export interface Selection {
  /** The selected orders, in the order they were selected in. */
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
  byId: ReadonlyMap<string, Order>;
  isEverything: boolean;
}

/** Which rows of a list are selected. `list` names the list: another one begins anew. */
export function useSelection(rows: Order[], list: string): Selection {
  const [state, setState] = useState<Selected>(() => nothing(list));
  const selected = state.list === list ? state : nothing(list);
  const anchor = useRef<string | null>(null);
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  }, [rows]);
  const set = useCallback(
    (change: (byId: Map<string, Order>) => void, isEverything = false) =>
      setState((before) => {
        const byId = new Map(before.list === list ? before.byId : []);
        change(byId);
        return { list, byId, isEverything };
      }),
    [list],
  );
  const toggle = useCallback(
    (order: Order, isRange: boolean) => {
      const range = isRange
        ? between(latest.current, anchor.current, order.id)
        : [order];
      anchor.current = order.id;
      set((byId) => {
        const isOn = !byId.has(order.id);
        for (const each of range) {
          if (isOn) byId.set(each.id, each);
          else byId.delete(each.id);
        }
      });
    },
    [set],
  );
  return useMemo(
    () => ({
      orders: [...selected.byId.values()],
      count: selected.byId.size,
      isEverything: selected.isEverything,
      has: (id) => selected.isEverything || selected.byId.has(id),
      toggle,
      setAll: (orders) =>
        set((byId) => orders.forEach((order) => byId.set(order.id, order))),
      setEverything: () => set(() => undefined, true),
      clear: () => set((byId) => byId.clear()),
    }),
    [selected, set, toggle],
  );
}

function nothing(list: string): Selected {
  return { list, byId: new Map(), isEverything: false };
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
