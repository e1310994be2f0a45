/** How a figure stands against the same span before. */
export type Change =
  | { kind: "none before" }
  | { kind: "same" }
  | { kind: "more" | "less"; by: number; ratio: number };

export function changeFrom(before: number, now: number): Change {
  if (before === 0) return { kind: "none before" };
  const by = now - before;
  if (by === 0) return { kind: "same" };
  return { kind: by > 0 ? "more" : "less", by, ratio: by / before };
}
