import { expect, it } from "vitest";
import { holdRows } from "./hold";

const row = (id: string, what = "") => ({ id, what });
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).join(" ");

it("keeps a row that left in its place, with what became of it", () => {
  const held = holdRows([row("a"), row("b"), row("c")], [row("a"), row("c")], {
    b: row("b", "paid"),
  });
  expect(ids(held.rows)).toBe("a b c");
  expect(held.rows[1]?.what).toBe("paid");
  expect([...held.gone]).toEqual(["b"]);
  expect(held.waiting).toBe(0);
});

it("lets new rows wait, and tells how many", () => {
  const held = holdRows(
    [row("a"), row("b")],
    [row("x"), row("y"), row("a"), row("b")],
    {},
  );
  expect(ids(held.rows)).toBe("a b");
  expect(held.waiting).toBe(2);
});

it("shows the present state of rows that stayed, in the order they had", () => {
  const held = holdRows([row("a"), row("b")], [row("b", "new"), row("a")], {});
  expect(ids(held.rows)).toBe("a b");
  expect(held.rows[1]?.what).toBe("new");
});

it("adds what further pages bring at the end", () => {
  const held = holdRows(
    [row("a"), row("b")],
    [row("x"), row("a"), row("b"), row("c")],
    {},
  );
  expect(ids(held.rows)).toBe("a b c");
  expect(held.waiting).toBe(1);
});

it("shows everything when none of the old rows is left", () => {
  const held = holdRows([row("a")], [row("x")], {});
  expect(ids(held.rows)).toBe("a x");
});
