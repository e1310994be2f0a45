import type { Product } from "../../api/types";
import { InlineEdit } from "../../components/inline-edit";
import { useMoney } from "../../hooks/use-money";
import { words } from "../../words/words";
import { PriceField } from "./price-field";

interface PriceCellProps {
  product: Product;
  onOpenChange: (isOpen: boolean) => void;
}

/** The price in a row, to be changed in place. */
export function PriceCell({ product, onOpenChange }: PriceCellProps) {
  const { amount } = useMoney();
  const price = amount(product.price);
  return (
    <InlineEdit
      label={words.products.changePrice(price, product.name)}
      text={price}
      onOpenChange={onOpenChange}
    >
      {(close) => <PriceField product={product} onClose={close} />}
    </InlineEdit>
  );
}
