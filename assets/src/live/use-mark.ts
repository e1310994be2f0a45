import { useSelector } from "react-redux";
import { markMs, type liveSlice } from "./live-slice";

type LiveState = { live: ReturnType<typeof liveSlice.reducer> };

/** Which of the two tints a row wears that changed a moment ago. */
export function useMark(id: string): "A" | "B" | undefined {
  const mark = useSelector(({ live }: LiveState) => live.marks[id]);
  // A row that comes into view later is no news any more.
  // eslint-disable-next-line react-hooks/purity
  if (!mark || Date.now() - mark.at > markMs) return undefined;
  return mark.seq % 2 === 0 ? "A" : "B";
}
