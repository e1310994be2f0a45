/**
 * Keeps the rows of a live list where they are while someone is about to click one. Rows
 * that left the list stay in their place, new ones wait. Pure: the hook decides when.
 */

export interface HeldRows<Row> {
  rows: Row[];
  /** Rows that are no longer in the list but still shown. */
  gone: ReadonlySet<string>;
  /** How many rows are in the list but not shown yet. */
  waiting: number;
}

/**
 * The rows to show: those shown before, in their old order and with what is known of
 * them by now, then those that further pages brought.
 */
export function holdRows<Row extends { id: string }>(
  shown: Row[],
  fresh: Row[],
  departed: Readonly<Record<string, Row>>,
): HeldRows<Row> {
  const freshById = new Map(fresh.map((row) => [row.id, row]));
  const shownIds = new Set(shown.map(({ id }) => id));
  const gone = new Set(
    shown.filter(({ id }) => !freshById.has(id)).map(({ id }) => id),
  );
  const kept = shown.map(
    (row) => freshById.get(row.id) ?? departed[row.id] ?? row,
  );
  const lastKept = fresh.findLastIndex(({ id }) => shownIds.has(id));
  const later = fresh.slice(lastKept + 1);
  const waiting = fresh
    .slice(0, lastKept + 1)
    .filter(({ id }) => !shownIds.has(id)).length;
  return { rows: [...kept, ...later], gone, waiting };
}

/** Whether both show the same rows in the same order. */
export function isSameOrder<Row extends { id: string }>(
  a: Row[],
  b: Row[],
): boolean {
  return (
    a === b ||
    (a.length === b.length && a.every(({ id }, index) => id === b[index]?.id))
  );
}
