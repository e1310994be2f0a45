/**
 * Many orders, one move. Each order is asked for by itself, so that one that is refused
 * stops none of the others and is told by its own name and reason.
 */
import type { NewPayment, OrderStatus, Problem } from "../../api/types";
import { atMost } from "../../lib/at-most";

export interface BulkTarget {
  id: string;
  number: number;
  /** What people call it. */
  label: string;
}

export interface BulkMove {
  status: OrderStatus;
  reason?: string | null;
  restock?: boolean;
  payment?: NewPayment;
}

export interface BulkRefusal {
  order: BulkTarget;
  problem: Problem;
}

export interface BulkResult {
  done: number;
  refusals: BulkRefusal[];
  /** Stopped by the person, or because the server was lost: orders that were not asked for. */
  left: number;
}

/** Resolves to the problem, or to undefined when the move was made. */
export type MoveOne = (target: BulkTarget) => Promise<Problem | undefined>;

/** Browsers open six connections to one server; more would only wait. */
const requestsAtOnce = 6;

export async function moveAll(
  targets: BulkTarget[],
  moveOne: MoveOne,
  onProgress: (result: BulkResult) => void,
  signal: AbortSignal,
): Promise<BulkResult> {
  const result: BulkResult = { done: 0, refusals: [], left: targets.length };
  let isLost = false;
  await atMost(requestsAtOnce, targets, async (target) => {
    if (signal.aborted || isLost) return;
    const problem = await moveOne(target);
    // No answer, or no session: the rest would fail the same way, one by one.
    isLost ||= problem?.status === 0 || problem?.status === 401;
    if (isLost) return;
    result.left -= 1;
    if (problem) result.refusals.push({ order: target, problem });
    else result.done += 1;
    onProgress({ ...result });
  });
  result.refusals.sort((a, b) => a.order.number - b.order.number);
  return result;
}

/** Refusals with the same reason stand together: the reason, and the orders. */
export function byReason(
  refusals: BulkRefusal[],
): { reason: string; orders: BulkTarget[] }[] {
  const orders = new Map<string, BulkTarget[]>();
  for (const { order, problem } of refusals) {
    const same = orders.get(problem.detail) ?? [];
    orders.set(problem.detail, [...same, order]);
  }
  return [...orders].map(([reason, those]) => ({ reason, orders: those }));
}
