import { useState } from "react";
import type { Product } from "../../api/types";
import { TypeAhead } from "../../components/type-ahead";
import { useDelayedValue } from "../../hooks/use-delayed-value";
import { useMoney } from "../../hooks/use-money";
import { words } from "../../words/words";
import { useFindProductsQuery } from "./endpoints";
import classes from "./pickers.module.css";

const none: Product[] = [];

interface ProductPickerProps {
  error?: string | undefined;
  onPick: (product: Product) => void;
}

/** Adds one product after the other: it empties itself after each pick. */
export function ProductPicker({ error, onPick }: ProductPickerProps) {
  const { money } = useMoney();
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const q = useDelayedValue(text.trim());
  const { data: found = none, isFetching } = useFindProductsQuery(q, {
    skip: !isOpen,
  });
  const labels = words.orders.form;
  return (
    <TypeAhead
      label={labels.addProduct}
      placeholder={labels.findProduct}
      error={error}
      text={text}
      options={found}
      isStale={isFetching || q !== text.trim()}
      nothingFound={labels.noProduct}
      showOption={(product) => (
        <span className={classes.option}>
          <span className={classes.name}>
            {product.name}
            {product.sku && <span className={classes.sku}>{product.sku}</span>}
          </span>
          <span className={classes.detail}>
            {product.stock !== null && `${labels.left(product.stock)} · `}
            {money(product.price)}
          </span>
        </span>
      )}
      onOpen={() => setIsOpen(true)}
      onText={setText}
      onPick={(product) => {
        setText("");
        onPick(product);
      }}
    />
  );
}
