/** What the address asks to print. */
import {
  printDocuments,
  printLimit,
  type PrintDocument,
} from "../../lib/print-address";

export const papers = ["a4", "80mm"] as const;

export type Paper = (typeof papers)[number];

export interface PrintRequest {
  document: PrintDocument;
  paper: Paper;
  /** Each once, in the order asked for, and no more than are printed at once. */
  numbers: number[];
  /** What is no order number. */
  unknown: string[];
  hasTooMany: boolean;
}

const usualPaper: Record<PrintDocument, Paper> = {
  slip: "a4",
  receipt: "80mm",
};

/** Null when there is no such document. */
export function readPrintRequest(
  name: string | undefined,
  search: URLSearchParams,
): PrintRequest | null {
  const document = printDocuments.find((candidate) => candidate === name);
  if (!document) return null;
  const asked = (search.get("orders") ?? "")
    .split(",")
    .map((text) => text.trim());
  const wanted = [...new Set(asked)].filter((text) => text !== "");
  const numbers = wanted.filter(isNumber);
  return {
    document,
    paper:
      papers.find((paper) => paper === search.get("paper")) ??
      usualPaper[document],
    numbers: numbers.slice(0, printLimit).map(Number),
    unknown: wanted.filter((text) => !isNumber(text)),
    hasTooMany: numbers.length > printLimit,
  };
}

function isNumber(text: string): boolean {
  return /^[1-9]\d{0,14}$/.test(text);
}
