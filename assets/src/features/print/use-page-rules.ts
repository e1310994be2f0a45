import { useLayoutEffect, type RefObject } from "react";
import type { Order } from "../../api/types";
import { words } from "../../words/words";
import type { StatusLinks } from "./endpoints";
import { pageRules } from "./page-rules";
import type { PrintRequest } from "./print-request";

const pxPerMm = 96 / 25.4;

/** Tells the browser how the sheets that are on screen are to be cut. */
export function usePageRules(
  sheets: RefObject<HTMLElement | null>,
  orders: readonly Order[],
  /** What stands on the sheets besides; another one makes them another length. */
  links: StatusLinks,
  { document: kind, paper }: PrintRequest,
): void {
  useLayoutEffect(() => {
    const rules = pageRules(
      paper,
      orders.map(({ number }) => ({
        number,
        heightMm: heightOf(sheets.current, number) / pxPerMm,
        foot: words.print.foot[kind](number),
      })),
    );
    return adopt(rules);
  }, [sheets, orders, links, kind, paper]);
}

function heightOf(sheets: HTMLElement | null, number: number): number {
  const sheet = sheets?.querySelector(`[data-order="${number}"]`);
  return sheet?.getBoundingClientRect().height ?? 0;
}

/** The policy allows no <style> element; a constructed sheet is none. Returns what takes it away. */
function adopt(rules: string): (() => void) | undefined {
  // Without them the browser's own paper and margins hold.
  if (!("adoptedStyleSheets" in document)) return undefined;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(
      (other) => other !== sheet,
    );
  };
}
