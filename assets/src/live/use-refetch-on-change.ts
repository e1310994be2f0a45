import { useEffect, useRef } from "react";
import { useNow } from "../hooks/use-now";
import { useLatestChange } from "./use-latest-change";
import { useLiveStatus } from "./use-live-status";

/** A busy minute costs a few questions, not one for each order. */
export const restMs = 2000;

/** How long a comparison that goes by the clock may stand still. */
const spanMs = 5 * 60_000;

interface Query {
  isFetching: boolean;
  refetch: () => unknown;
}

/** Asks anew for a report when a change is told, when time has passed, and after a lost connection. */
export function useRefetchOnChange({ isFetching, refetch }: Query): void {
  const change = useLatestChange();
  // Each midnight in the world begins such a span.
  const span = Math.floor(useNow() / spanMs);
  const isConnected = useLiveStatus().offlineSince === null;
  const state = `${change} ${span} ${isConnected}`;
  const asked = useRef({ state, at: -Infinity });
  useEffect(() => {
    // What is told during a question is not in its answer for certain, so it is asked after it.
    if (asked.current.state === state || isFetching) return;
    const rest = asked.current.at + restMs - Date.now();
    const timer = setTimeout(
      () => {
        asked.current = { state, at: Date.now() };
        void refetch();
      },
      Math.max(0, rest),
    );
    return () => clearTimeout(timer);
  }, [state, isFetching, refetch]);
}
