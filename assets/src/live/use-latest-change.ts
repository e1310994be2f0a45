import { useSelector } from "react-redux";
import type { liveSlice } from "./live-slice";

type LiveState = { live: ReturnType<typeof liveSlice.reducer> };

/** The number of the last change that was told: for what is made of many rows, and asks anew. */
export function useLatestChange(): number | null {
  return useSelector(({ live }: LiveState) => live.latest);
}
