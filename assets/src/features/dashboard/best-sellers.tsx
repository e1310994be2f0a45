import { Package } from "lucide-react";
import type { CSSProperties } from "react";
import { Link } from "react-router";
import type { Summary } from "../../api/types";
import { useMoney } from "../../hooks/use-money";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import classes from "./best-sellers.module.css";
import { Card } from "./card";
import { CardEmpty } from "./card-empty";
import rows from "./rows.module.css";

interface BestSellersProps {
  products: Summary["best_sellers"];
}

/** What sells: how many of each, as a number and as a bar. */
export function BestSellers({ products }: BestSellersProps) {
  const { money } = useMoney();
  const text = words.dashboard;
  const most = Math.max(1, ...products.map(({ quantity }) => quantity));
  return (
    <Card
      title={text.bestSellers}
      detail={text.lastDays}
      link={{
        to: "/products",
        text: text.all,
        name: text.allOf(words.products.title),
      }}
    >
      {products.length === 0 ? (
        <CardEmpty icon={Package}>{text.noneSold}</CardEmpty>
      ) : (
        <ol className={rows.rows}>
          {products.map((product) => (
            <li
              key={product.product_id}
              className={`${rows.row} ${classes.row}`}
            >
              <Link
                className={`${rows.link} ${rows.text} ${classes.name}`}
                to={`/products/${product.product_id}`}
                title={product.product_name}
              >
                {product.product_name}
              </Link>
              <span className={classes.sold}>
                <span
                  className={classes.bar}
                  style={
                    { "--share": product.quantity / most } as CSSProperties
                  }
                  aria-hidden
                />
                <span>{text.sold(formatCount(product.quantity))}</span>
              </span>
              <span className={`${rows.soft} ${rows.end} ${classes.amount}`}>
                {money(product.amount)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
