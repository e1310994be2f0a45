import { expect, it } from "vitest";
import { code128 } from "./code-128";

/** Bar and space widths by turns, as the symbology's table has them. */
function modules(widths: string): string {
  return [...widths]
    .map((width, index) => (index % 2 === 0 ? "1" : "0").repeat(Number(width)))
    .join("");
}

function drawn(text: string): string {
  const { bars, width } = code128(text);
  const line = Array.from({ length: width }, () => "0");
  for (const bar of bars) {
    for (let at = bar.x; at < bar.x + bar.width; at += 1) line[at] = "1";
  }
  return line.join("");
}

const quiet = "0".repeat(10);

it("draws 1001 as the table of Code 128 has it", () => {
  const pattern = [
    "211232", // Start C, 105
    "221312", // 10
    "222122", // 01
    "122231", // the check: (105 + 1 × 10 + 2 × 1) mod 103 = 14
    "2331112", // Stop
  ].map(modules);
  expect(drawn("1001")).toBe(quiet + pattern.join("") + quiet);
});

it("draws an odd count of digits, the last one in another set", () => {
  const pattern = [
    "211232", // Start C, 105
    "112232", // 12
    "131123", // 34
    "311141", // to set A, 101
    "213212", // "5", 21
    "312113", // the check: (105 + 12 + 2 × 34 + 3 × 101 + 4 × 21) mod 103 = 57
    "2331112", // Stop
  ].map(modules);
  expect(drawn("12345")).toBe(quiet + pattern.join("") + quiet);
});
