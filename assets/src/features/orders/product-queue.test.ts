import { expect, it, vi } from "vitest";
import type { Product } from "../../api/types";
import { aProduct } from "../../testing/factories";
import { ProductQueue, type QueueOutcome } from "./product-queue";

const rye = aProduct({ name: "Rye bread", sku: "4006381333931" });
const beans = aProduct({ name: "Espresso beans", sku: "ESP-1000" });

type Find = (text: string, anew: boolean) => Promise<Product[]>;

const search: Find = async (text) =>
  [rye, beans].filter(({ name, sku }) =>
    `${name} ${sku}`.toLowerCase().includes(text.toLowerCase()),
  );

function start(find: Find = search) {
  const outcomes: string[] = [];
  const tell = (outcome: QueueOutcome) =>
    outcomes.push(
      outcome.kind === "added"
        ? `${outcome.count} × ${outcome.product.name}`
        : `${outcome.kind} ${outcome.text}`,
    );
  const queue = new ProductQueue({ find, onOutcome: tell });
  return { queue, outcomes };
}

const scan = (text: string) => ({ text, isScan: true });

it("hands on in the order of the scans, whichever answer comes first", async () => {
  const answers: (() => void)[] = [];
  const { queue, outcomes } = start(
    (text) =>
      new Promise((done) =>
        answers.push(() => void search(text, false).then(done)),
      ),
  );
  queue.add(scan("ESP-1000"));
  queue.add(scan("4006381333931"));
  queue.add(scan("ESP-1000"));
  expect(queue.size).toBe(3);
  await vi.waitFor(() => expect(answers).toHaveLength(3));
  for (const answer of answers.reverse()) answer();
  await queue.settle();
  expect(outcomes).toEqual([
    "1 × Espresso beans",
    "1 × Rye bread",
    "1 × Espresso beans",
  ]);
  expect(queue.size).toBe(0);
});

it("adds nothing for a code that no product has, after asking anew", async () => {
  const find = vi.fn(search);
  const { queue, outcomes } = start(find);
  queue.add(scan("ESP-100"));
  queue.add(scan("ESP-1000"));
  await queue.settle();
  expect(outcomes).toEqual(["unknown ESP-100", "1 × Espresso beans"]);
  expect(find.mock.calls).toContainEqual(["ESP-100", true]);
});

it("finds a product that was made a moment ago", async () => {
  const { queue, outcomes } = start(async (text, anew) =>
    anew ? search(text, anew) : [],
  );
  queue.add(scan("ESP-1000"));
  await queue.settle();
  expect(outcomes).toEqual(["1 × Espresso beans"]);
});

it("goes on after a lookup that failed, and says which", async () => {
  const { queue, outcomes } = start(async (text, anew) => {
    if (text === "rye") throw new TypeError("network");
    return search(text, anew);
  });
  queue.add({ text: "rye", isScan: false });
  queue.add({ text: "2x espresso", isScan: false });
  await queue.settle();
  expect(outcomes).toEqual(["failed rye", "2 × Espresso beans"]);
});

it("reads a SKU that looks like a count as a SKU", async () => {
  const pack = aProduct({ name: "Three-pack", sku: "3x100" });
  const { queue, outcomes } = start(async () => [pack]);
  queue.add({ text: "3x100", isScan: false });
  await queue.settle();
  expect(outcomes).toEqual(["1 × Three-pack"]);
});

it("puts a code together again that a slow moment cut in two", async () => {
  const { queue, outcomes } = start();
  queue.add({ text: "3931", whole: "4006381333931", isScan: true });
  queue.add({ text: "ESP-1000", whole: "words ESP-1000", isScan: true });
  await queue.settle();
  expect(outcomes).toEqual(["1 × Rye bread", "1 × Espresso beans"]);
});
