import { useEffect, useState } from "react";

const retryMs = 2000;

/**
 * Asks again and again until an answer comes. True from the first failure on, also
 * while the next attempt is under way.
 */
export function useRetry(isError: boolean, refetch: () => unknown): boolean {
  const [hasFailed, setHasFailed] = useState(false);
  if (isError && !hasFailed) setHasFailed(true);
  useEffect(() => {
    if (!isError) return;
    const timer = setTimeout(() => void refetch(), retryMs);
    return () => clearTimeout(timer);
  }, [isError, refetch]);
  return hasFailed;
}
