import type { ThunkDispatch, UnknownAction } from "@reduxjs/toolkit";
import { useEffect, useRef, useState } from "react";
import { useDispatch } from "react-redux";
import type { CacheState } from "../../api/list-cache";
import { asProblem } from "../../api/problem";
import { toast, toastProblem } from "../../components/toast";
import type { WithRemovals } from "../../hooks/remove-later";
import { words } from "../../words/words";
import {
  moveAll,
  type BulkMove,
  type BulkResult,
  type BulkTarget,
} from "./bulk";
import { ordersApi } from "./endpoints";
import type { OrderQuery } from "./order-filters";

type State = CacheState & WithRemovals;
type Dispatch = ThunkDispatch<State, unknown, UnknownAction>;

export interface BulkRun {
  move: BulkMove;
  /** Null while the orders are still being gathered. */
  total: number | null;
  result: BulkResult;
  isOver: boolean;
}

/** Moves many orders, tells how far it is, and keeps the outcome until it was read. */
export function useBulkMove(query: OrderQuery) {
  const dispatch = useDispatch<Dispatch>();
  const [run, setRun] = useState<BulkRun | null>(null);
  const stop = useRef<AbortController>(null);
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const start = async (chosen: BulkTarget[] | "everything", move: BulkMove) => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    const nothing = { done: 0, refusals: [], left: 0 };
    setRun({ move, total: null, result: nothing, isOver: false });
    const targets =
      chosen === "everything" ? await dispatch(gather(query)) : chosen;
    if (targets === null) return setRun(null);
    const total = targets.length;
    const moveOne = async ({ id }: BulkTarget) =>
      asProblem((await dispatch(moveOrder(id, move))).error);
    const onProgress = (result: BulkResult) =>
      setRun({ move, total, result, isOver: false });
    const result = await moveAll(targets, moveOne, onProgress, signal);
    if (result.refusals.length === 0 && result.left === 0) {
      toast(words.orders.bulk.done(result.done, move.status));
      return setRun(null);
    }
    // Who went to another page is told all the same, in short.
    if (!isShown.current) toast(inShort(result, move));
    setRun({ move, total, result, isOver: true });
  };
  return {
    run,
    start,
    stop: () => stop.current?.abort(),
    close: () => setRun(null),
  };
}

function inShort({ done, refusals, left }: BulkResult, move: BulkMove): string {
  const text = words.orders.bulk;
  const title = text.resultTitle(done, refusals.length, move.status);
  return left > 0 ? `${title}. ${text.left(left)}` : `${title}.`;
}

function moveOrder(id: string, patch: BulkMove) {
  return ordersApi.endpoints.updateOrder.initiate(
    { id, patch },
    { track: false },
  );
}

/** Null when the server could not say; the person is told. */
function gather(query: OrderQuery) {
  return async (
    dispatch: Dispatch,
    getState: () => State,
  ): Promise<BulkTarget[] | null> => {
    const asked = dispatch(
      ordersApi.endpoints.listTargets.initiate(query, {
        forceRefetch: true,
        subscribe: false,
      }),
    );
    const { data, error } = await asked;
    // What is being deleted is no longer on screen, so it was not meant.
    const { hidden } = getState().removal;
    if (data) return data.filter(({ id }) => !hidden[id]);
    toastProblem(asProblem(error));
    return null;
  };
}
