/**
 * How the printer cuts the paper. Each order is on a page of its own name, so that a roll
 * is cut at the length of what stands on it.
 */
import type { Paper } from "./print-request";

export interface Sheet {
  number: number;
  /** The whole height, its white margins included. */
  heightMm: number;
  /** Stands at the foot of every page of A4, so that a second page can't get lost. */
  foot: string;
}

// Longer ones are more than the drivers of receipt printers and PDF take for one page.
const longestMm = 3000;
// Printers round.
const slackMm = 1;
const footFont = "font: 8pt sans-serif;";

export function pageRules(paper: Paper, sheets: readonly Sheet[]): string {
  return paper === "a4" ? a4Rules(sheets) : rollRules(sheets);
}

function a4Rules(sheets: readonly Sheet[]): string {
  return [
    "@page { size: A4; margin: 16mm; }",
    // The pages of several orders can't be counted for each of them.
    ...(sheets.length === 1
      ? [
          `@page { @bottom-right { content: counter(page) " / " counter(pages); ${footFont} } }`,
        ]
      : []),
    ...sheets.flatMap(({ number, foot }) => [
      ownPage(number),
      `@page order-${number} { @bottom-left { content: ${quoted(foot)}; ${footFont} } }`,
    ]),
  ].join("\n");
}

function rollRules(sheets: readonly Sheet[]): string {
  const tallest = Math.max(0, ...sheets.map(({ heightMm }) => heightMm));
  return [
    // For browsers without named pages. Beside the text, which is 72 mm wide, browsers
    // need a little room to round in.
    `@page { size: 80mm ${cut(tallest)}mm; margin: 4mm 3.5mm; }`,
    ...sheets.flatMap(({ number, heightMm }) => [
      ownPage(number),
      `@page order-${number} { size: 80mm ${cut(heightMm)}mm; }`,
    ]),
  ].join("\n");
}

function ownPage(number: number): string {
  return `[data-order="${number}"] { page: order-${number}; }`;
}

function cut(heightMm: number): number {
  return Math.min(longestMm, Math.ceil(heightMm) + slackMm);
}

/** A CSS string, whatever is in the text. */
function quoted(text: string): string {
  return `"${text.replace(/["\\\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;
}
