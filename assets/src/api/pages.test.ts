import { describe, expect, it } from "vitest";
import { aProduct } from "../testing/factories";
import { placeNamedRow, placeRow, removeRow, type Page } from "./pages";

interface Row {
  id: string;
  rank: number;
}

const byRank = (a: Row, b: Row) => a.rank - b.rank;
const row = (rank: number): Row => ({ id: `row-${rank}`, rank });

function pagesOf(...ranks: number[][]): Page<Row>[] {
  return ranks.map((page) => ({ rows: page.map(row), next: null }));
}

const ranks = (pages: Page<Row>[]) =>
  pages.map((page) => page.rows.map(({ rank }) => rank));

describe("placeRow", () => {
  it("inserts where the order wants it, across pages", () => {
    const pages = pagesOf([1, 3], [5, 7]);
    placeRow(pages, row(4), byRank);
    placeRow(pages, row(0), byRank);
    expect(ranks(pages)).toEqual([
      [0, 1, 3],
      [4, 5, 7],
    ]);
  });

  it("moves a row instead of showing it twice", () => {
    const pages = pagesOf([1, 2], [3]);
    placeRow(pages, { id: "row-1", rank: 9 }, byRank);
    expect(ranks(pages)).toEqual([[2], [3, 9]]);
  });

  it("leaves out what belongs to a page that is not loaded yet", () => {
    const pages = pagesOf([1, 2]);
    const [only] = pages;
    if (only) only.next = "/api/next";
    placeRow(pages, row(9), byRank);
    expect(ranks(pages)).toEqual([[1, 2]]);
  });

  it("fills an empty list", () => {
    const pages = pagesOf([]);
    placeRow(pages, row(1), byRank);
    expect(ranks(pages)).toEqual([[1]]);
  });
});

it("removes a row from whichever page has it", () => {
  const pages = pagesOf([1], [2, 3]);
  removeRow(pages, "row-2");
  expect(ranks(pages)).toEqual([[1], [3]]);
});

describe("placeNamedRow", () => {
  const shown = aProduct({ updated_at: "2026-03-04T10:00:00.000Z" });
  const pages = () => [{ rows: [{ ...shown }], next: null }];

  it("updates a row in place", () => {
    const list = pages();
    const changed = { ...shown, stock: 3, updated_at: "2026-03-04T11:00:00Z" };
    expect(placeNamedRow(list, changed, true)).toBe("changed");
    expect(list[0]?.rows[0]?.stock).toBe(3);
  });

  it("ignores what is older than the row shown", () => {
    const list = pages();
    const old = { ...shown, stock: 99, updated_at: "2026-03-04T09:00:00Z" };
    expect(placeNamedRow(list, old, true)).toBe("unchanged");
    expect(list[0]?.rows[0]?.stock).toBe(12);
  });

  it("takes away what no longer fits", () => {
    const list = pages();
    const archived = { ...shown, archived_at: "2026-03-05T00:00:00Z" };
    expect(placeNamedRow(list, archived, false)).toBe("changed");
    expect(list[0]?.rows).toEqual([]);
  });

  it("asks the server where a new name stands", () => {
    expect(placeNamedRow(pages(), aProduct(), true)).toBe("ask the server");
    const renamed = { ...shown, name: "Beans" };
    expect(placeNamedRow(pages(), renamed, true)).toBe("ask the server");
  });
});
