import { useLayoutEffect, type RefObject } from "react";
import { pageRules, type Sheet } from "./page-rules";
import type { Paper } from "./print-request";

const pxPerMm = 96 / 25.4;

/** Tells the browser how the sheets that are on screen are to be cut. */
export function usePageRules(
  sheets: RefObject<HTMLElement | null>,
  shown: readonly Omit<Sheet, "heightMm">[],
  paper: Paper,
): void {
  useLayoutEffect(() => {
    const measured = shown.map((sheet) => ({
      ...sheet,
      heightMm: heightOf(sheets.current, sheet.number) / pxPerMm,
    }));
    return adopt(pageRules(paper, measured));
  }, [sheets, shown, paper]);
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
