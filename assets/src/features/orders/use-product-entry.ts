import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type Dispatch,
  type RefObject,
} from "react";
import { useDispatch } from "react-redux";
import type { ThunkDispatch, UnknownAction } from "@reduxjs/toolkit";
import type { CacheState } from "../../api/list-cache";
import type { Product } from "../../api/types";
import { choicesApi, wholePage } from "./choices";
import type { DraftAction } from "./order-draft";
import {
  ProductQueue,
  type QueuedEntry,
  type QueueOutcome,
} from "./product-queue";

/** What the product field has to say about the last thing put into it. */
export type EntryReport =
  | QueueOutcome
  /** Typed, not added, and the order was to be sent. */
  | { kind: "left"; text: string };

export interface ProductEntryField {
  input: RefObject<HTMLInputElement | null>;
  text: string;
  setText: (text: string) => void;
  report: EntryReport | null;
  isLookingUp: boolean;
  /** The line that was added or changed last, and the how manieth change that was. */
  touched: { key: string; turn: number } | null;
  pick: (product: Product, count: number) => void;
  /** Enter before there was anything to pick. */
  enter: (text: string) => void;
  scan: (code: string, before: string) => void;
  /** Waits for what is being looked up; false when something typed is not added. */
  settle: () => Promise<boolean>;
}

/** The product field: typing, Enter ahead of the answer, and a scanner, in their order. */
export function useProductEntry(
  dispatch: Dispatch<DraftAction>,
): ProductEntryField {
  const find = useFind();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [report, setReport] = useState<EntryReport | null>(null);
  const [pending, setPending] = useState(0);
  const [touched, setTouched] = useState<ProductEntryField["touched"]>(null);
  const latestText = useRef(text);
  useEffect(() => {
    latestText.current = text;
  });
  const pick = (product: Product, count: number) => {
    dispatch({ type: "productPicked", product, count });
    setTouched((last) => ({
      key: product.id,
      turn: (last?.turn ?? 0) + 1,
    }));
  };
  const lastQueue = useRef<ProductQueue | null>(null);
  // Only handlers need it, and it lives as long as the form.
  const queue = () => {
    lastQueue.current ??= new ProductQueue({
      find,
      onOutcome: (outcome) => {
        setPending(lastQueue.current?.size ?? 0);
        if (outcome.kind === "added") {
          pick(outcome.product, outcome.count);
          // What was refused before stays on screen until the next scan.
          setReport((last) => (isTrouble(last) ? last : outcome));
        } else {
          setReport(outcome);
        }
      },
    });
    return lastQueue.current;
  };
  const add = (entry: QueuedEntry) => {
    setReport(null);
    queue().add(entry);
    setPending(queue().size);
  };
  return {
    input,
    text,
    setText: (next) => {
      setText(next);
      setReport((last) => (last?.kind === "left" ? null : last));
    },
    report,
    isLookingUp: pending > 0,
    touched,
    pick: (product, count) => {
      setText("");
      setReport({ kind: "added", product, count });
      pick(product, count);
    },
    enter: (typed) => {
      setText("");
      add({ text: typed, isScan: false });
    },
    scan: (code, before) => {
      // "3x" and a scan are three.
      const isCount = /^\s*\d{1,7}\s*[x×*]\s*$/i.test(before);
      setText("");
      add({
        text: isCount ? before + code : code,
        whole: before + code,
        isScan: true,
      });
    },
    settle: async () => {
      await queue().settle();
      const left = latestText.current.trim();
      if (left === "") return true;
      setReport({ kind: "left", text: left });
      input.current?.focus();
      return false;
    },
  };
}

function isTrouble(report: EntryReport | null): boolean {
  return report?.kind === "unknown" || report?.kind === "failed";
}

function useFind() {
  const dispatch =
    useDispatch<ThunkDispatch<CacheState, unknown, UnknownAction>>();
  return useMemo(
    () => (q: string, anew: boolean) =>
      dispatch(
        choicesApi.endpoints.findProducts.initiate(
          anew ? { q, limit: wholePage } : { q },
          { subscribe: false, forceRefetch: anew },
        ),
      ).unwrap(),
    [dispatch],
  );
}
