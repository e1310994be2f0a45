import { asProblem } from "../../api/problem";
import type { Product } from "../../api/types";
import { ArchivedNote } from "../../components/archived-note";
import { toast } from "../../components/toast";
import { words } from "../../words/words";
import { useUpdateProductMutation } from "./endpoints";

/** Says that the product is archived, and brings it back. */
export function ArchivedProduct({ product }: { product: Product }) {
  const [update, { isLoading, error }] = useUpdateProductMutation();
  const bringBack = async () => {
    const answer = await update({ id: product.id, patch: { archived: false } });
    if (!answer.error) toast(words.products.broughtBack(product.name));
  };
  return (
    <ArchivedNote
      note={words.products.archivedNote}
      action={words.products.bringBack}
      isSending={isLoading}
      problem={asProblem(error)}
      onBringBack={() => void bringBack()}
    />
  );
}
