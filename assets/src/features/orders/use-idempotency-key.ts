import { useCallback, useRef } from "react";
import type { NewOrder } from "../../api/types";
import { randomKey } from "../../lib/random-key";

/**
 * One key for one order as typed: a retry after a lost answer makes nothing twice, and
 * a draft that was changed after a refusal is another order.
 */
export function useIdempotencyKey(): (order: NewOrder) => string {
  const last = useRef<{ body: string; key: string } | null>(null);
  return useCallback((order) => {
    const body = JSON.stringify(order);
    if (last.current?.body !== body) last.current = { body, key: randomKey() };
    return last.current.key;
  }, []);
}
