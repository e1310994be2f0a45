/**
 * Keeps the open lists right while rows change. Shared by the features: what a list is
 * called and how its rows are ordered comes from them.
 */
import type { ThunkAction, UnknownAction } from "@reduxjs/toolkit";
import { api } from "./api";

/** The part of the state that caches need; the app's whole state satisfies it. */
export interface CacheState {
  api: ReturnType<typeof api.reducer>;
}

export type CacheThunk<Result> = ThunkAction<
  Result,
  CacheState,
  unknown,
  UnknownAction
>;

export interface CacheEntry<Arg> {
  arg: Arg;
  isLoading: boolean;
}

/** The arguments under which an endpoint is cached at present. */
export function cachedArgs<Arg>(
  state: CacheState,
  endpoint: string,
): CacheEntry<Arg>[] {
  return Object.values(state.api.queries).flatMap((entry) =>
    entry?.endpointName === endpoint
      ? [
          {
            arg: entry.originalArgs as Arg,
            isLoading: entry.status === "pending",
          },
        ]
      : [],
  );
}

type ListTag =
  | "OrderList"
  | "OrderCounts"
  | "ProductList"
  | "CustomerList"
  | "CustomerReport";

/** One list with one set of filters. */
export function listTag<Tag extends ListTag>(type: Tag, arg: unknown) {
  return { type, id: JSON.stringify(arg) } as const;
}

const everyMs = 500;
const waiting = new Map<string, { type: ListTag; id: string }>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Fetches a list again soon. A burst of events costs one fetch per list, not one per
 * event; the first of a burst is served at once.
 */
export function refetchSoon(type: ListTag, arg: unknown): CacheThunk<void> {
  return (dispatch) => {
    const tag = listTag(type, arg);
    if (timer !== undefined) {
      waiting.set(`${type} ${tag.id}`, tag);
      return;
    }
    dispatch(api.util.invalidateTags([tag]));
    timer = setTimeout(() => {
      timer = undefined;
      const tags = [...waiting.values()];
      waiting.clear();
      if (tags.length > 0) dispatch(api.util.invalidateTags(tags));
    }, everyMs);
  };
}
