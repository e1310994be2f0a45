/** Lists arrive in pages. These functions keep one row right within the pages at hand. */
import type { InfiniteData } from "@reduxjs/toolkit/query/react";

export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

export type Pages<Row> = InfiniteData<Page<Row>, string | null>;

export function allRows<Row>(data: Pages<Row> | undefined): Row[] {
  return data?.pages.flatMap((page) => page.rows) ?? [];
}

export function findRow<Row extends { id: string }>(
  pages: Page<Row>[],
  id: string,
): Row | undefined {
  for (const page of pages) {
    const row = page.rows.find((candidate) => candidate.id === id);
    if (row) return row;
  }
  return undefined;
}

export function removeRow<Row extends { id: string }>(
  pages: Page<Row>[],
  id: string,
): void {
  for (const page of pages) {
    const index = page.rows.findIndex((row) => row.id === id);
    if (index >= 0) page.rows.splice(index, 1);
  }
}

/**
 * Puts a row where the sort order wants it. A row that belongs behind the last one
 * loaded is left out while more pages follow: it arrives with its own page.
 */
export function placeRow<Row extends { id: string }>(
  pages: Page<Row>[],
  row: Row,
  compare: (a: Row, b: Row) => number,
): void {
  removeRow(pages, row.id);
  for (const page of pages) {
    const index = page.rows.findIndex((other) => compare(row, other) < 0);
    if (index >= 0) {
      page.rows.splice(index, 0, row);
      return;
    }
  }
  const last = pages.at(-1);
  if (last && last.next === null) last.rows.push(row);
}

interface Named {
  id: string;
  name: string;
  updated_at: string;
}

export type Outcome = "unchanged" | "changed" | "ask the server";

/**
 * Takes over a row of a list that is ordered by name. Where a new name stands among the
 * others, only the server's alphabet decides, and so does whether a search finds it.
 */
export function placeNamedRow<Row extends Named>(
  pages: Page<Row>[],
  row: Row,
  fits: boolean,
): Outcome {
  const shown = findRow(pages, row.id);
  if (shown && !isNews(shown, row)) return "unchanged";
  if (!fits) {
    removeRow(pages, row.id);
    return shown ? "changed" : "unchanged";
  }
  if (!shown || shown.name !== row.name) return "ask the server";
  Object.assign(shown, row);
  return "changed";
}

/** False for a row that is older than the one shown, or says the same. */
export function isNews<Row extends Named>(shown: Row, row: Row): boolean {
  if (shown.id !== row.id) return false;
  if (Date.parse(shown.updated_at) > Date.parse(row.updated_at)) return false;
  return Object.entries(row).some(
    ([key, value]) => value !== shown[key as keyof Row],
  );
}
