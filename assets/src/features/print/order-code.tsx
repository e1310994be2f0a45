import type { Order } from "../../api/types";
import { printWords } from "../../words/print/words";
import { code128 } from "./code-128";

// A receipt printer has eight dots per mm. No bar may end between two of them, and the
// code has to fit on the roll.
const dotMm = 0.125;
const usualModuleMm = 4 * dotMm;
const narrowModuleMm = 3 * dotMm;
const widestMm = 72;
const heightMm = 12;

interface OrderCodeProps {
  order: Order;
  className?: string | undefined;
}

/** The order's number as a code that a hand scanner reads. */
export function OrderCode({ order, className }: OrderCodeProps) {
  const { bars, width } = code128(String(order.number));
  const moduleMm =
    width * usualModuleMm <= widestMm ? usualModuleMm : narrowModuleMm;
  const height = heightMm / moduleMm;
  return (
    <svg
      className={className}
      role="img"
      aria-label={printWords.code(order.label)}
      width={`${width * moduleMm}mm`}
      height={`${heightMm}mm`}
      viewBox={`0 0 ${width} ${height}`}
      shapeRendering="crispEdges"
    >
      {bars.map((bar) => (
        <rect key={bar.x} x={bar.x} width={bar.width} height={height} />
      ))}
    </svg>
  );
}
