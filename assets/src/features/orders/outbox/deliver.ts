/** Sends one intent to make an order, so that it makes one order, whatever happened before. */
import type { NewOrder, Order, Problem } from "../../../api/types";
import { failureOf, isMade, type Attempt, type Failure } from "./kept-order";

export type Answer = { order: Order } | { problem: Problem };

/** The requests that it takes, each answered by an order or a problem. */
export interface Wire {
  post: (order: NewOrder, key: string) => Promise<Answer>;
  get: (id: string) => Promise<Answer>;
  correct: (order: Order, wanted: NewOrder) => Promise<Answer>;
}

export type Delivery =
  | { outcome: "created"; order: Order }
  | {
      outcome: Failure;
      problem: Problem;
      /** The order that an earlier wording made. */
      madeAs: number | null;
      /** What people call it. */
      madeLabel: string | null;
    };

export async function deliver(
  order: NewOrder,
  { key, tried }: Attempt,
  wire: Wire,
): Promise<Delivery> {
  const answer = await wire.post(order, key);
  if ("order" in answer) return { outcome: "created", order: answer.order };
  if (!isConflict(answer.problem)) return failed(answer.problem);
  // The server knows the key with another wording: one that had no answer arrived.
  for (const earlier of tried) {
    const first = await wire.post(earlier, key);
    if ("order" in first) return settle(first.order, order, wire);
    if (!isConflict(first.problem)) return failed(first.problem);
  }
  return failed(answer.problem);
}

/** The order exists as it was typed first; what was typed later becomes a change of it. */
async function settle(
  made: Order,
  wanted: NewOrder,
  wire: Wire,
): Promise<Delivery> {
  const present = await wire.get(made.id);
  if ("problem" in present) return failed(present.problem, made);
  if (isMade(present.order, wanted)) {
    return { outcome: "created", order: present.order };
  }
  const changed = await wire.correct(present.order, wanted);
  return "order" in changed
    ? { outcome: "created", order: changed.order }
    : failed(changed.problem, made);
}

function isConflict({ code }: Problem): boolean {
  return code === "idempotency_conflict";
}

function failed(problem: Problem, made: Order | null = null): Delivery {
  return {
    outcome: failureOf(problem),
    problem,
    madeAs: made?.number ?? null,
    madeLabel: made?.label ?? null,
  };
}
