import { useState } from "react";
import type { Product } from "../../api/types";
import { TypeAhead } from "../../components/type-ahead";
import { useDelayedValue } from "../../hooks/use-delayed-value";
import { useMoney } from "../../hooks/use-money";
import { words } from "../../words/words";
import { useFindProductsQuery } from "./choices";
import { EntryNote } from "./entry-note";
import classes from "./pickers.module.css";
import { bySku, readEntry } from "./product-entry";
import type { ProductEntryField } from "./use-product-entry";

const none: Product[] = [];

interface ProductPickerProps {
  entry: ProductEntryField;
  isFirst: boolean;
  error?: string | undefined;
  /** Enter in the empty field: all products are there. */
  onPass: () => void;
  /** Tab right after a product was added: on to its quantity. False: just the next field. */
  onTab: () => boolean;
}

/** Adds one product after the other: it empties itself after each. */
export function ProductPicker(props: ProductPickerProps) {
  const { entry, error, onPass, onTab } = props;
  const { money } = useMoney();
  const { text } = entry;
  const [isOpen, setIsOpen] = useState(false);
  const wanted = readEntry(text);
  const q = useDelayedValue(wanted.text);
  const { data: found = none, isFetching } = useFindProductsQuery(
    { q },
    { skip: !isOpen },
  );
  const labels = words.orders.form;
  return (
    <div>
      <TypeAhead
        label={labels.addProduct}
        placeholder={labels.findProduct}
        description={labels.productHelp}
        error={error}
        inputRef={entry.input}
        isFirst={props.isFirst}
        text={text}
        isTyped={text.trim() !== ""}
        options={bySku(found, wanted.text)}
        isStale={isFetching || q !== wanted.text}
        nothingFound={labels.noProduct}
        showOption={(product) => (
          <span className={classes.option}>
            <span className={classes.name}>
              {product.name}
              {product.sku && (
                <span className={classes.sku}>{product.sku}</span>
              )}
            </span>
            <span
              className={classes.detail}
              data-out={product.stock === 0 || undefined}
            >
              {product.stock !== null && `${labels.left(product.stock)} · `}
              {money(product.price)}
            </span>
          </span>
        )}
        onOpen={() => setIsOpen(true)}
        onText={entry.setText}
        onPick={(product) => entry.pick(product, wanted.count)}
        onEarlyEnter={entry.enter}
        onPass={onPass}
        onKeyDown={(event) => {
          if (event.key !== "Tab" || event.shiftKey || text.trim() !== "") {
            return;
          }
          if (onTab()) event.preventDefault();
        }}
      />
      <EntryNote report={entry.report} isLookingUp={entry.isLookingUp} />
    </div>
  );
}
