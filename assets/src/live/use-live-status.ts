import { useSelector } from "react-redux";
import type { liveSlice } from "./live-slice";

type LiveState = { live: ReturnType<typeof liveSlice.reducer> };

export function useLiveStatus() {
  const status = useSelector(({ live }: LiveState) => live.status);
  const offlineSince = useSelector(({ live }: LiveState) => live.offlineSince);
  return { status, offlineSince };
}
