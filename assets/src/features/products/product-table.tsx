import { Link } from "react-router";
import type { Product } from "../../api/types";
import tableClasses from "../../components/table.module.css";
import { useMoney } from "../../hooks/use-money";
import { useMark } from "../../live/use-mark";
import { words } from "../../words/words";
import classes from "./product-table.module.css";

interface ProductTableProps {
  products: Product[];
  current: string | undefined;
  hrefFor: ((product: Product) => string) | undefined;
}

export function ProductTable({
  products,
  current,
  hrefFor,
}: ProductTableProps) {
  const { sign } = useMoney();
  const columns = words.products.columns;
  return (
    <div
      className={`${tableClasses.table} ${classes.table}`}
      role="table"
      aria-label={words.products.table}
    >
      <div className={tableClasses.head} role="row">
        <span role="columnheader">{columns.name}</span>
        <span role="columnheader" className={classes.sku}>
          {columns.sku}
        </span>
        <span role="columnheader" className={tableClasses.end}>
          {columns.price(sign)}
        </span>
        <span role="columnheader" className={tableClasses.end}>
          {columns.stock}
        </span>
      </div>
      {products.map((product) => (
        <ProductRow
          key={product.id}
          product={product}
          href={hrefFor?.(product)}
          isCurrent={product.id === current}
        />
      ))}
    </div>
  );
}

interface ProductRowProps {
  product: Product;
  href: string | undefined;
  isCurrent: boolean;
}

function ProductRow({ product, href, isCurrent }: ProductRowProps) {
  const { amount } = useMoney();
  const mark = useMark(product.id);
  const tint = mark ? (tableClasses[`tint${mark}`] ?? "") : "";
  return (
    <div
      className={`${tableClasses.row} ${classes.row} ${tint}`}
      role="row"
      data-current={isCurrent || undefined}
    >
      <span
        role="cell"
        className={`${tableClasses.cell} ${classes.name}`}
        title={product.name}
      >
        {href ? (
          <Link className={tableClasses.link} to={href}>
            {product.name}
          </Link>
        ) : (
          product.name
        )}
      </span>
      <span
        role="cell"
        className={`${tableClasses.cell} ${tableClasses.soft} ${classes.sku}`}
      >
        {product.sku}
      </span>
      <span
        role="cell"
        className={`${tableClasses.cell} ${tableClasses.end} ${classes.price}`}
      >
        {amount(product.price)}
      </span>
      <span
        role="cell"
        className={`${tableClasses.cell} ${tableClasses.end} ${classes.stock}`}
        data-unit={product.stock === null ? undefined : words.products.inStock}
      >
        {product.stock ?? (
          <span className={tableClasses.soft}>{words.products.untracked}</span>
        )}
      </span>
    </div>
  );
}
