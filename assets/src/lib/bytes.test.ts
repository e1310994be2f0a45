import { expect, test } from "vitest";
import { formatBytes } from "./bytes";

test("sizes are short and in the unit that fits", () => {
  const texts = [0, 999, 4096, 1_250_000, 1_040_000_000].map(formatBytes);
  expect(texts).toEqual(["0 byte", "999 byte", "4 kB", "1.3 MB", "1 GB"]);
});
