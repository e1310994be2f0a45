import { Popover } from "@mantine/core";
import { useId, useState, type ReactNode } from "react";
import { Link } from "react-router";
import type { Product } from "../../api/types";
import { words } from "../../words/words";
import { LatestStockEntries } from "./latest-stock-entries";
import { StockForm } from "./stock-form";
import { historyHash } from "./stock-ledger";
import classes from "./stock-popover.module.css";

interface StockPopoverProps {
  product: Product;
  historyHref: string;
  onClose: () => void;
  /** The target that it opens at. */
  children: ReactNode;
}

/** Changes stock from the list, with the last rows of the ledger beside it. */
export function StockPopover(props: StockPopoverProps) {
  const { product, historyHref, onClose, children } = props;
  const titleId = useId();
  const [isTyped, setIsTyped] = useState(false);
  return (
    <Popover
      opened
      position="bottom-end"
      width={400}
      shadow="md"
      trapFocus
      // What was typed does not go with a stray click.
      closeOnClickOutside={!isTyped}
      onChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      {children}
      <Popover.Dropdown
        aria-labelledby={titleId}
        // An open panel must not take this Esc for itself.
        onKeyDown={(event) => {
          if (event.key === "Escape") event.preventDefault();
        }}
      >
        <div className={classes.body}>
          <h3 className={classes.title} id={titleId} title={product.name}>
            {words.products.stockForm.of(product.name)}
          </h3>
          <StockForm product={product} onTyped={setIsTyped} onDone={onClose} />
          <LatestStockEntries productId={product.id} />
          <Link to={historyHref + historyHash}>
            {words.products.ledger.whole}
          </Link>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
