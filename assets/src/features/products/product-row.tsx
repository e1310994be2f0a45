import { Link } from "react-router";
import type { Product } from "../../api/types";
import { ListRow } from "../../components/list-row";
import tableClasses from "../../components/table.module.css";
import { useMoney } from "../../hooks/use-money";
import { useMark } from "../../live/use-mark";
import { words } from "../../words/words";
import { PriceCell } from "./price-cell";
import classes from "./product-table.module.css";
import { StockCell } from "./stock-cell";
import { StockCount } from "./stock-count";

interface ProductRowProps {
  product: Product;
  index: number;
  /** Absent for those who may not change products. */
  href: string | undefined;
  isCurrent: boolean;
  /** Absent where price and stock are not changed in the row. */
  onEditing: ((id: string, isEditing: boolean) => void) | undefined;
}

export function ProductRow(props: ProductRowProps) {
  const { product, index, href, isCurrent, onEditing } = props;
  const { amount } = useMoney();
  const mark = useMark(product.id);
  const edit = onEditing && {
    product,
    onOpenChange: (isOpen: boolean) => onEditing(product.id, isOpen),
  };
  const cell = tableClasses.cell;
  return (
    <ListRow
      index={index}
      className={classes.row}
      isCurrent={isCurrent}
      mark={mark}
    >
      <span
        role="cell"
        className={`${cell} ${classes.name}`}
        title={product.name}
      >
        {href ? (
          <Link className={tableClasses.link} to={href} data-row-focus>
            {product.name}
          </Link>
        ) : (
          product.name
        )}
      </span>
      <span
        role="cell"
        className={`${cell} ${tableClasses.soft} ${classes.sku}`}
        title={product.sku ?? undefined}
      >
        {product.sku}
      </span>
      <span role="cell" className={`${tableClasses.end} ${classes.price}`}>
        {edit ? <PriceCell {...edit} /> : amount(product.price)}
      </span>
      <span
        role="cell"
        className={`${tableClasses.end} ${classes.stock}`}
        data-unit={product.stock === null ? undefined : words.products.inStock}
      >
        {edit && href ? (
          <StockCell {...edit} historyHref={href} />
        ) : (
          <StockCount stock={product.stock} />
        )}
      </span>
    </ListRow>
  );
}
