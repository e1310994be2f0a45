import { expect, it } from "vitest";
import { pageRules } from "./page-rules";

const sheet = (number: number, heightMm: number, foot = "Order") => ({
  number,
  heightMm,
  foot,
});

it("cuts the roll after each order, and never too short", () => {
  const rules = pageRules("80mm", [sheet(1001, 96.2), sheet(1002, 140)]);
  expect(rules).toContain("@page order-1001 { size: 80mm 98mm; }");
  expect(rules).toContain("@page order-1002 { size: 80mm 141mm; }");
  expect(rules).toContain('[data-order="1001"] { page: order-1001; }');
  // Who knows no named pages has room for the tallest.
  expect(rules).toContain("@page { size: 80mm 141mm; margin: 4mm 3.5mm; }");
});

it("lets what no printer takes in one piece flow on", () => {
  expect(pageRules("80mm", [sheet(1001, 9000)])).toContain(
    "@page order-1001 { size: 80mm 3000mm; }",
  );
});

it("says on every page of A4 which order it belongs to", () => {
  const rules = pageRules("a4", [sheet(1001, 297, 'Say "x" \\ y')]);
  expect(rules).toContain("@page { size: A4; margin: 16mm; }");
  expect(rules).toContain('content: "Say \\22 x\\22  \\5c  y"');
});

it("counts pages for one order only, since they can't be counted for each", () => {
  expect(pageRules("a4", [sheet(1001, 297)])).toContain("counter(pages)");
  const many = pageRules("a4", [sheet(1001, 297), sheet(1002, 297)]);
  expect(many).not.toContain("counter(pages)");
});
