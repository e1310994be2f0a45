import { expect, it } from "vitest";
import { atMost } from "./at-most";

it("keeps the order, with no more than a few under way", async () => {
  let underWay = 0;
  let most = 0;
  const results = await atMost(3, [5, 1, 4, 2, 3, 6, 7], async (item) => {
    underWay += 1;
    most = Math.max(most, underWay);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    underWay -= 1;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30, 60, 70]);
  expect(most).toBe(3);
});

it("begins nothing after a failure", async () => {
  const begun: number[] = [];
  const work = atMost(2, [1, 2, 3, 4, 5, 6], async (item) => {
    begun.push(item);
    await Promise.resolve();
    if (item === 2) throw new Error("two");
  });
  await expect(work).rejects.toThrow("two");
  await Promise.resolve();
  expect(begun).not.toContain(5);
});

it("has nothing to do for no items", async () => {
  expect(await atMost(6, [], () => Promise.reject(new Error()))).toEqual([]);
});
