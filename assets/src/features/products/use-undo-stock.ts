import type { ThunkDispatch, UnknownAction } from "@reduxjs/toolkit";
import { useCallback } from "react";
import { useDispatch } from "react-redux";
import type { CacheState } from "../../api/list-cache";
import { allRows } from "../../api/pages";
import { asProblem } from "../../api/problem";
import type { Product } from "../../api/types";
import { toast, toastProblem } from "../../components/toast";
import { words } from "../../words/words";
import { productsApi } from "./endpoints";

type Dispatch = ThunkDispatch<CacheState, unknown, UnknownAction>;

/** A change of stock that was made: by so many, to so many, or the first count. */
export type StockMove =
  | { by: "difference"; delta: number }
  | { by: "count"; count: number }
  | { by: "first count" };

/**
 * Takes a change of stock back by booking the opposite difference: the ledger keeps both,
 * and what was sold in between stays sold.
 */
export function useUndoStock() {
  const dispatch = useDispatch<Dispatch>();
  return useCallback(
    async ({ id, name }: Product, move: StockMove) => {
      const answer = await dispatch(takeBack(id, move)).catch(
        (error: unknown) => {
          toastProblem(asProblem(error));
          return null;
        },
      );
      if (!answer) return;
      const { untracked, stockForm } = words.products;
      toast(
        answer.stock === null
          ? `${name}: ${untracked}.`
          : stockForm.saved(name, answer.stock),
      );
    },
    [dispatch],
  );
}

function takeBack(id: string, move: StockMove) {
  return async (dispatch: Dispatch): Promise<Product> => {
    const { updateProduct, changeStock } = productsApi.endpoints;
    if (move.by === "first count") {
      const untracked = updateProduct.initiate({ id, patch: { stock: null } });
      return dispatch(untracked).unwrap();
    }
    const delta =
      move.by === "count"
        ? await dispatch(differenceOfCount(id, move.count))
        : move.delta;
    const reason = words.products.ledger.undone;
    const opposite = { delta: -delta, reason };
    return dispatch(changeStock.initiate({ id, change: opposite })).unwrap();
  };
}

/** What a count changed, only the ledger knows: something may have been sold meanwhile. */
function differenceOfCount(id: string, count: number) {
  return async (dispatch: Dispatch): Promise<number> => {
    const { listStock } = productsApi.endpoints;
    const ledger = await dispatch(
      listStock.initiate(id, { forceRefetch: true, subscribe: false }),
    );
    if (ledger.error) throw ledger.error;
    const counted = allRows(ledger.data).find(
      ({ kind, stock }) => kind === "count" && stock === count,
    );
    return counted?.delta ?? 0;
  };
}
