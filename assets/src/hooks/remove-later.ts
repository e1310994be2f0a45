/**
 * Deleting can be taken back for a few seconds: the row leaves the screen at once, and
 * the server is told when the time to think is over, or when the page goes away.
 */
import {
  createSlice,
  type PayloadAction,
  type ThunkDispatch,
  type UnknownAction,
} from "@reduxjs/toolkit";
import { useCallback, useMemo } from "react";
import { useDispatch, useSelector } from "react-redux";
import { toastProblem, toastUndo } from "../components/toast";
import { asProblem } from "../api/problem";
import type { CacheState, CacheThunk } from "../api/list-cache";

interface RemovalState {
  /** What is being removed; still on the server, no longer on screen. */
  hidden: Record<string, true>;
}

export const removalSlice = createSlice({
  name: "removal",
  initialState: { hidden: {} } as RemovalState,
  reducers: {
    hidden(state, action: PayloadAction<string>) {
      state.hidden[action.payload] = true;
    },
    shown(state, action: PayloadAction<string>) {
      delete state.hidden[action.payload];
    },
  },
});

export interface Removal {
  id: string;
  /** What the toast says, as in "Order 1001 deleted." */
  message: string;
  /** The request, for a page that goes away: there is no time for a thunk then. */
  path: string;
  headers?: Record<string, string>;
  /** Tells the server; rejects with its problem. */
  send: () => CacheThunk<Promise<unknown>>;
}

/** How long a deletion can be taken back, in milliseconds. */
export const undoMs = 6000;

interface Waiting {
  removal: Removal;
  carryOut: () => void;
  hideToast: () => void;
}

const waiting = new Map<string, Waiting>();

function removeLater(removal: Removal): CacheThunk<void> {
  return (dispatch) => {
    const { id, message, send } = removal;
    if (waiting.has(id)) return;
    const stop = () => {
      clearTimeout(timer);
      waiting.delete(id);
      hideToast();
    };
    const carryOut = () => {
      stop();
      void dispatch(send())
        .catch((error: unknown) => {
          const problem = asProblem(error);
          // Deleted by someone else meanwhile: that is what was wanted.
          if (problem?.status !== 404) toastProblem(problem);
        })
        .finally(() => dispatch(removalSlice.actions.shown(id)));
    };
    const timer = setTimeout(carryOut, undoMs);
    // The toast keeps no time of its own: its clock stands still under the pointer.
    const hideToast = toastUndo(message, "until hidden", () => {
      if (!waiting.has(id)) return;
      stop();
      dispatch(removalSlice.actions.shown(id));
    });
    waiting.set(id, { removal, carryOut, hideToast });
    dispatch(removalSlice.actions.hidden(id));
  };
}

/** Carries out at once what still waits: the person signs out, or goes on in another way. */
export function finishRemovals(): void {
  for (const { carryOut } of [...waiting.values()]) carryOut();
}

/** The page goes away: the browser sends these on its own. */
export function sendRemovalsOnLeave(): () => void {
  const leave = () => {
    for (const { removal, hideToast } of waiting.values()) {
      hideToast();
      void fetch(`/api${removal.path}`, {
        method: "DELETE",
        headers: removal.headers ?? {},
        credentials: "same-origin",
        keepalive: true,
      }).catch(() => undefined);
    }
    waiting.clear();
  };
  window.addEventListener("pagehide", leave);
  return () => window.removeEventListener("pagehide", leave);
}

export type WithRemovals = { removal: RemovalState };

export function useRemoveLater(): (removal: Removal) => void {
  const dispatch =
    useDispatch<ThunkDispatch<CacheState, unknown, UnknownAction>>();
  return useCallback((removal) => dispatch(removeLater(removal)), [dispatch]);
}

/** Whether this is on its way out and could still be brought back. */
export function useIsRemoved(id: string): boolean {
  return useSelector(
    ({ removal }: WithRemovals) => removal.hidden[id] === true,
  );
}

/** The rows without those that are on their way out. */
export function useWithoutRemoved<Row extends { id: string }>(
  rows: Row[],
): Row[] {
  const hidden = useSelector(({ removal }: WithRemovals) => removal.hidden);
  return useMemo(() => rows.filter(({ id }) => !hidden[id]), [rows, hidden]);
}
