import { CircleSlash, TriangleAlert } from "lucide-react";
import { useShop } from "../../hooks/use-shop";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import classes from "./stock-count.module.css";
import { stockLevel } from "./stock-level";

/** How many there are, marked when they run out. */
export function StockCount({ stock }: { stock: number | null }) {
  const { low_stock } = useShop();
  if (stock === null) {
    return (
      <span className={classes.untracked}>{words.products.untracked}</span>
    );
  }
  const level = stockLevel(stock, low_stock);
  const Icon = level === "out" ? CircleSlash : TriangleAlert;
  return (
    <>
      {level && (
        <span className={classes.mark} data-level={level}>
          <Icon size={14} aria-hidden />
          {words.products[level]}
        </span>
      )}{" "}
      <span>{formatCount(stock)}</span>
    </>
  );
}

/** The same in words, for labels. */
export function stockInWords(stock: number | null, threshold: number): string {
  if (stock === null) return words.products.untracked;
  const level = stockLevel(stock, threshold);
  return level ? `${words.products[level]} ${stock}` : formatCount(stock);
}
