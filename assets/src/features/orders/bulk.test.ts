import { expect, it, vi } from "vitest";
import { problem } from "../../testing/handlers";
import { byReason, moveAll, type BulkTarget } from "./bulk";

const targets = (count: number): BulkTarget[] =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index),
    number: 1001 + index,
    label: String(1001 + index),
  }));

const refusal = problem(400, "invalid_status", "It is already cancelled.");
const running = () => new AbortController().signal;

it("moves every order and tells those that were refused", async () => {
  const result = await moveAll(
    targets(20),
    async ({ number }) => (number > 1018 ? refusal : undefined),
    () => undefined,
    running(),
  );
  expect(result).toMatchObject({ done: 18, left: 0 });
  expect(result.refusals.map(({ order }) => order.number)).toEqual([
    1019, 1020,
  ]);
});

it("asks for at most six at once", async () => {
  let now = 0;
  let most = 0;
  await moveAll(
    targets(30),
    async () => {
      now += 1;
      most = Math.max(most, now);
      await Promise.resolve();
      now -= 1;
      return undefined;
    },
    () => undefined,
    running(),
  );
  expect(most).toBe(6);
});

it("stops when the person says so, and tells what is left", async () => {
  const stop = new AbortController();
  const result = await moveAll(
    targets(30),
    async () => undefined,
    ({ done }) => {
      if (done === 10) stop.abort();
    },
    stop.signal,
  );
  expect(result.done + result.left).toBe(30);
  expect(result.left).toBeGreaterThan(0);
});

it("does not go on without a server", async () => {
  const moveOne = vi.fn(async () => problem(0, "unreachable", "No answer."));
  const result = await moveAll(
    targets(30),
    moveOne,
    () => undefined,
    running(),
  );
  expect(moveOne.mock.calls.length).toBeLessThanOrEqual(6);
  expect(result).toMatchObject({ done: 0, refusals: [], left: 30 });
});

it("puts refusals with the same reason together", () => {
  const [first, second, third] = targets(3) as [
    BulkTarget,
    BulkTarget,
    BulkTarget,
  ];
  const other = problem(404, "not_found", "There is no such order.");
  expect(
    byReason([
      { order: first, problem: refusal },
      { order: second, problem: other },
      { order: third, problem: refusal },
    ]),
  ).toEqual([
    { reason: "It is already cancelled.", orders: [first, third] },
    { reason: "There is no such order.", orders: [second] },
  ]);
});
