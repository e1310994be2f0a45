import { useState } from "react";
import type { Order } from "../../api/types";
import { rebase, type OrderField } from "./order-conflict";
import { draftFrom } from "./order-draft";
import { useDraft } from "./use-draft";

interface Meanwhile {
  /** The order that the draft stands on. */
  seen: Order;
  /** Someone else changed it while something was typed here: the person is asked. */
  isAsking: boolean;
  takenOver: OrderField[];
  /** Someone else changed it before anything was typed. */
  isRefreshed: boolean;
}

/**
 * The draft of an order that may change under the typing. What was typed always stays;
 * what nobody typed follows the server.
 *
 * @param isOwnChange true while the newer version is this form's own doing.
 */
export function useOrderEdit(order: Order, isOwnChange: () => boolean) {
  const [start] = useState(() => draftFrom(order));
  const { draft, dispatch, replay, read } = useDraft(start);
  const [meanwhile, setMeanwhile] = useState<Meanwhile>({
    seen: order,
    isAsking: false,
    takenOver: [],
    isRefreshed: false,
  });
  if (order.version > meanwhile.seen.version && !isOwnChange()) {
    const next = rebase(draft, meanwhile.seen, order);
    setMeanwhile({
      seen: order,
      isAsking: next.isTyped,
      takenOver: meanwhile.isAsking
        ? union(meanwhile.takenOver, next.takenOver)
        : next.takenOver,
      isRefreshed: !next.isTyped,
    });
    replay({ type: "replaced", draft: next.draft });
  }
  const answered = { isAsking: false, takenOver: [], isRefreshed: false };
  return {
    draft,
    dispatch,
    read,
    ...meanwhile,
    takeTheirs: () => {
      setMeanwhile({ seen: order, ...answered });
      dispatch({ type: "replaced", draft: draftFrom(order) });
    },
    keepMine: () => setMeanwhile({ seen: order, ...answered }),
  };
}

function union(a: OrderField[], b: OrderField[]): OrderField[] {
  return [...new Set([...a, ...b])];
}
