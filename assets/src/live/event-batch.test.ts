import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { anOrder, aUser } from "../testing/factories";
import { EventBatch } from "./event-batch";
import type { LiveEvent } from "./events";

const order = anOrder();
const person = aUser();
const at = "2026-03-04T10:00:00.000Z";
const edited = (seq: number): LiveEvent => ({
  event: "orderUpdated",
  seq,
  at,
  data: order,
});

function start() {
  const apply = vi.fn<(event: LiveEvent) => void>();
  const fetchAnew = vi.fn();
  const skip = vi.fn<(events: LiveEvent[]) => void>();
  const batch = new EventBatch({ apply, skip, fetchAnew });
  const applied = () => apply.mock.calls.map(([event]) => event.seq);
  return { batch, applied, skip, fetchAnew };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("applies a single event at once", () => {
  const { batch, applied } = start();
  batch.add(edited(1));
  expect(applied()).toEqual([1]);
});

it("applies those that follow together, in order, none lost", () => {
  const { batch, applied, fetchAnew } = start();
  for (let seq = 1; seq <= 20; seq += 1) batch.add(edited(seq));
  expect(applied()).toEqual([1]);
  vi.runAllTimers();
  expect(applied()).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(fetchAnew).not.toHaveBeenCalled();
});

it("fetches anew instead of applying a storm, and not too often", () => {
  const { batch, applied, fetchAnew } = start();
  for (let turn = 0; turn < 20; turn += 1) {
    for (let seq = 0; seq < 100; seq += 1) batch.add(edited(turn * 100 + seq));
    vi.advanceTimersByTime(50);
  }
  vi.runAllTimers();
  expect(applied()).toEqual([0]);
  expect(fetchAnew.mock.calls.length).toBeGreaterThanOrEqual(1);
  expect(fetchAnew.mock.calls.length).toBeLessThanOrEqual(3);
});

it("hands on what it did not apply", () => {
  const { batch, skip } = start();
  for (let seq = 0; seq < 100; seq += 1) batch.add(edited(seq));
  vi.runAllTimers();
  expect(skip.mock.calls.flat(2).map(({ seq }) => seq)).toEqual(
    Array.from({ length: 99 }, (_, index) => index + 1),
  );
});

it("still applies what concerns a person in a storm", () => {
  const { batch, applied } = start();
  for (let seq = 1; seq <= 100; seq += 1) batch.add(edited(seq));
  batch.add({ event: "customerUpdated", seq: 101, at, data: person });
  vi.runAllTimers();
  expect(applied()).toEqual([1, 101]);
});

it("lets nothing wait behind a resync", () => {
  const { batch, applied } = start();
  batch.add(edited(1));
  batch.add(edited(2));
  batch.add({ event: "resync", seq: 9, at, data: { seq: 9 } });
  expect(applied()).toEqual([1, 2, 9]);
});
