/**
 * Many orders, one move. Each order is asked for by itself, so that one that is refused
 * stops none of the others and is told by its own name and reason.
 */
import type { OrderStatus, Problem } from "../../api/types";
import { atMost } from "../../lib/at-most";

export interface BulkTarget {
  id: string;
  number: number;
}

export interface BulkMove {
  status: OrderStatus;
  reason?: string | null;
  restock?: boolean;
}

export interface BulkRefusal {
  number: number;
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
    if (problem) result.refusals.push({ number: target.number, problem });
    else result.done += 1;
    onProgress({ ...result });
  });
  result.refusals.sort((a, b) => a.number - b.number);
  return result;
}

/** Refusals with the same reason stand together: the reason, and the numbers. */
export function byReason(
  refusals: BulkRefusal[],
): { reason: string; numbers: number[] }[] {
  const numbers = new Map<string, number[]>();
  for (const { number, problem } of refusals) {
    const same = numbers.get(problem.detail) ?? [];
    numbers.set(problem.detail, [...same, number]);
  }
  return [...numbers].map(([reason, those]) => ({ reason, numbers: those }));
}
