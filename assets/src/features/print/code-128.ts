/** An order's number as the bars of a Code 128 symbol, to be drawn as rectangles. */
import CODE128 from "jsbarcode/src/barcodes/CODE128/CODE128_AUTO.js";

/** Scanners need this much white, in modules, at both ends. */
export const quietModules = 10;

export interface Bar {
  /** From the left edge of the quiet zone, in modules. */
  x: number;
  width: number;
}

export interface Symbol128 {
  bars: Bar[];
  /** With both quiet zones, in modules. */
  width: number;
}

export function code128(text: string): Symbol128 {
  const { data } = new CODE128(text, {}).encode();
  const bars = [...data.matchAll(/1+/g)].map(({ index, 0: bar }) => ({
    x: quietModules + index,
    width: bar.length,
  }));
  return { bars, width: data.length + 2 * quietModules };
}
