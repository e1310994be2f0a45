import { Popover } from "@mantine/core";
import type { Product } from "../../api/types";
import { InlineEdit } from "../../components/inline-edit";
import editClasses from "../../components/inline-edit.module.css";
import { useShop } from "../../hooks/use-shop";
import { words } from "../../words/words";
import { StockCount, stockInWords } from "./stock-count";
import { StockPopover } from "./stock-popover";

interface StockCellProps {
  product: Product;
  historyHref: string;
  onOpenChange: (isOpen: boolean) => void;
}

/** The stock in a row; its change opens over the list. */
export function StockCell(props: StockCellProps) {
  const { product, historyHref, onOpenChange } = props;
  const { low_stock } = useShop();
  const label = words.products.changeStock(
    stockInWords(product.stock, low_stock),
    product.name,
  );
  const text = <StockCount stock={product.stock} />;
  return (
    <InlineEdit label={label} text={text} onOpenChange={onOpenChange}>
      {(close) => (
        <StockPopover
          product={product}
          historyHref={historyHref}
          onClose={() => close(true)}
        >
          <Popover.Target>
            <button
              className={editClasses.edit}
              type="button"
              aria-label={label}
              onClick={() => close(true)}
            >
              {text}
            </button>
          </Popover.Target>
        </StockPopover>
      )}
    </InlineEdit>
  );
}
