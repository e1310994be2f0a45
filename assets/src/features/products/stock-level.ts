/** Tracked stock that runs out. The same rule as the server's filter `low_stock`. */
export type StockLevel = "low" | "out";

export function stockLevel(
  stock: number | null,
  threshold: number,
): StockLevel | null {
  if (stock === null || stock > threshold) return null;
  return stock === 0 ? "out" : "low";
}
