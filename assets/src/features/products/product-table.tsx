import { useCallback, useState } from "react";
import type { Product } from "../../api/types";
import { ListTable } from "../../components/list-table";
import { useMoney } from "../../hooks/use-money";
import { isLongAmount } from "../../lib/money";
import { words } from "../../words/words";
import { ProductRow } from "./product-row";
import classes from "./product-table.module.css";

interface ProductTableProps {
  products: Product[];
  current: string | undefined;
  /** Absent for those who may not change products. */
  hrefFor: ((product: Product) => string) | undefined;
  /** Whether price and stock can be changed in the row. */
  isEditable: boolean;
  hasNext: boolean;
  onNext: () => void;
}

export function ProductTable(props: ProductTableProps) {
  const { products, current, hrefFor, isEditable, hasNext, onNext } = props;
  const { sign, amount } = useMoney();
  const { editing, onEditing } = useEditing();
  const names = words.products.columns;
  return (
    <ListTable
      label={words.products.table}
      className={classes.table}
      columns={[
        { name: names.name },
        { name: names.sku, className: classes.sku },
        { name: names.price(sign), isEnd: true },
        { name: names.stock, isEnd: true },
      ]}
      marks={{
        "data-long":
          products.some(({ price }) => isLongAmount(amount(price))) ||
          undefined,
      }}
      rows={products}
      keep={editing}
      hasNext={hasNext}
      onNext={onNext}
    >
      {(product, index) => (
        <ProductRow
          product={product}
          index={index}
          href={hrefFor?.(product)}
          isCurrent={product.id === current}
          onEditing={isEditable ? onEditing : undefined}
        />
      )}
    </ListTable>
  );
}

/** The products that someone is typing in: scrolled away, they are not forgotten. */
function useEditing() {
  const [editing, setEditing] = useState<ReadonlySet<string>>(new Set());
  const onEditing = useCallback((id: string, isEditing: boolean) => {
    setEditing((before) => {
      const after = new Set(before);
      if (isEditing) after.add(id);
      else after.delete(id);
      return after;
    });
  }, []);
  return { editing, onEditing };
}
