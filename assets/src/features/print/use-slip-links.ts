import { useMemo, useState } from "react";
import type { Order } from "../../api/types";
import { useIsAdmin } from "../../hooks/use-person";
import type { PrintDocument } from "../../lib/print-address";
import { useGetStatusLinksQuery, type StatusLinks } from "./endpoints";

const choiceKey = "oms-slip-link";
const none: StatusLinks = {};

/** The status links that stand on slips, unless they are not wanted in this browser. */
export function useSlipLinks(
  kind: PrintDocument,
  orders: readonly Order[] | undefined,
) {
  const canHave = useIsAdmin() && kind === "slip";
  const [isWanted, setIsWanted] = useState(readChoice);
  const ids = useMemo(() => orders?.map(({ id }) => id) ?? [], [orders]);
  const skip = !canHave || !isWanted || ids.length === 0;
  const links = useGetStatusLinksQuery(ids, { skip });
  const want = (next: boolean) => {
    writeChoice(next);
    setIsWanted(next);
  };
  return {
    /** Null: they don't stand on this document, or are not this person's to make. */
    isWanted: canHave ? isWanted : null,
    want,
    data: skip ? none : (links.currentData ?? none),
    areThere: skip || links.currentData !== undefined,
    error: skip ? undefined : links.error,
    refetch: links.refetch,
  };
}

function readChoice(): boolean {
  try {
    return localStorage.getItem(choiceKey) !== "off";
  } catch {
    // Storage may be refused.
    return true;
  }
}

function writeChoice(isWanted: boolean): void {
  try {
    if (isWanted) localStorage.removeItem(choiceKey);
    else localStorage.setItem(choiceKey, "off");
  } catch {
    // As above.
  }
}
