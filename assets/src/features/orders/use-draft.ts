import { useCallback, useEffect, useReducer, useRef } from "react";
import { reduceDraft, type DraftAction, type OrderDraft } from "./order-draft";

/** A draft, and how to read it at once: what was scanned a moment ago is sent too. */
export function useDraft(start: OrderDraft) {
  const [draft, replay] = useReducer(reduceDraft, start);
  const latest = useRef(start);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  const dispatch = useCallback((action: DraftAction) => {
    latest.current = reduceDraft(latest.current, action);
    replay(action);
  }, []);
  const read = useCallback(() => latest.current, []);
  return { draft, dispatch, replay, read };
}
