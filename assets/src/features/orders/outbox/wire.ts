import type { ThunkDispatch, UnknownAction } from "@reduxjs/toolkit";
import { asProblem } from "../../../api/problem";
import type { CacheState } from "../../../api/list-cache";
import type { Order, Problem } from "../../../api/types";
import { words } from "../../../words/words";
import { ordersApi } from "../endpoints";
import type { Answer, Wire } from "./deliver";
import type { OutboxRoot } from "./outbox-slice";

export type OutboxDispatch = ThunkDispatch<
  CacheState & OutboxRoot,
  unknown,
  UnknownAction
>;

/** After this long, a network that swallows everything counts as no answer. */
const patienceMs = 15_000;

/** The requests of an outbox, through the one cache, which sees each order that is made. */
export function wireOver(dispatch: OutboxDispatch): Wire {
  const { createOrder, getOrder, updateOrder } = ordersApi.endpoints;
  return {
    post: (order, key) =>
      answerOf(dispatch(createOrder.initiate({ order, key }, untracked))),
    get: (id) =>
      answerOf(
        dispatch(
          getOrder.initiate(id, { subscribe: false, forceRefetch: true }),
        ),
      ),
    correct: (
      { id, version },
      { items, discount = null, user_id = null, note = null },
    ) =>
      answerOf(
        dispatch(
          updateOrder.initiate(
            { id, version, patch: { items, discount, user_id, note } },
            untracked,
          ),
        ),
      ),
  };
}

const untracked = { track: false } as const;

interface Request extends PromiseLike<{ data?: Order; error?: unknown }> {
  abort: () => void;
}

async function answerOf(request: Request): Promise<Answer> {
  const timer = setTimeout(() => request.abort(), patienceMs);
  const { data, error } = await request;
  clearTimeout(timer);
  return data && !error
    ? { order: data }
    : { problem: asProblem(error) ?? noAnswer() };
}

function noAnswer(): Problem {
  return {
    type: "about:blank",
    title: words.problems.unreachableTitle,
    status: 0,
    detail: words.problems.unreachable,
    code: "unreachable",
  };
}
