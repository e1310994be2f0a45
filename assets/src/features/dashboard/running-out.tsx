import { PackageCheck, PackageX } from "lucide-react";
import { Link } from "react-router";
import type { Product, Summary } from "../../api/types";
import { useWithoutRemoved } from "../../hooks/remove-later";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import { Card } from "./card";
import { CardEmpty } from "./card-empty";
import rows from "./rows.module.css";
import classes from "./running-out.module.css";

interface RunningOutProps {
  lowStock: Summary["low_stock"];
}

/** What runs out, least stock first. */
export function RunningOut({ lowStock }: RunningOutProps) {
  const text = words.dashboard;
  const products = useWithoutRemoved(lowStock.products);
  return (
    <Card
      title={text.lowStock}
      detail={text.threshold(formatCount(lowStock.threshold))}
      link={{
        to: "/products?low_stock=true",
        text: text.all,
        name: text.allOf(text.lowStock),
      }}
    >
      {products.length === 0 ? (
        <CardEmpty icon={PackageCheck}>{text.noneLow}</CardEmpty>
      ) : (
        <ul className={rows.rows}>
          {products.map((product) => (
            <li key={product.id} className={`${rows.row} ${classes.row}`}>
              <Link
                className={`${rows.link} ${rows.text}`}
                to={`/products/${product.id}`}
                title={product.name}
              >
                {product.name}
              </Link>
              <Stock stock={product.stock} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Stock({ stock }: Pick<Product, "stock">) {
  const text = words.dashboard;
  if (stock === 0) {
    return (
      <span className={classes.stock} data-none>
        <PackageX size={16} aria-hidden />
        {text.soldOut}
      </span>
    );
  }
  return (
    <span className={classes.stock}>{text.left(formatCount(stock ?? 0))}</span>
  );
}
