import type { Product } from "../../api/types";
import { EditForm } from "../../components/edit-form";
import { useMoney } from "../../hooks/use-money";
import { words } from "../../words/words";
import { useUpdateProductMutation } from "./endpoints";
import {
  draftFrom,
  patchFrom,
  readDraft,
  type ProductDraft,
} from "./product-draft";
import { ProductForm } from "./product-form";

/** Name, SKU, price and tax, to be changed in place. The stock is not typed here. */
export function ProductDetails({ product }: { product: Product }) {
  const { currency } = useMoney();
  const [update, answer] = useUpdateProductMutation();
  const read = (draft: ProductDraft) => {
    const { product: typed, wrong } = readDraft(draft, currency);
    return {
      patch: patchFrom(typed, product),
      wrong: wrong.filter((field) => field !== "stock"),
    };
  };
  return (
    <EditForm
      stored={draftFrom(product, currency)}
      read={read}
      save={(patch) => update({ id: product.id, patch })}
      answer={answer}
      fields={["name", "sku", "price", "tax_rate"]}
      codeAtField="sku_taken"
      labelOf={(field) => labelOf(field, currency)}
      saved={({ name }) => words.products.saved(name)}
    >
      {(editing) => <ProductForm {...editing} />}
    </EditForm>
  );
}

function labelOf(field: keyof ProductDraft, currency: string): string {
  const { price, taxRate, name, sku, stock } = words.products;
  const tax_rate = taxRate;
  return { name, sku, tax_rate, stock, price: price(currency) }[field];
}
