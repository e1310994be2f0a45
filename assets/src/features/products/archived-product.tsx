import { asProblem } from "../../api/problem";
import type { Product } from "../../api/types";
import { ArchivedNote } from "../../components/archived-note";
import { toastProblem, toastUndo } from "../../components/toast";
import { undoMs } from "../../hooks/remove-later";
import { words } from "../../words/words";
import { useUpdateProductMutation } from "./endpoints";

/** Says that the product is archived, and brings it back. */
export function ArchivedProduct({ product }: { product: Product }) {
  const [update, { isLoading, error }] = useUpdateProductMutation();
  const { id, name } = product;
  const archiveAgain = async () => {
    const answer = await update({ id, patch: { archived: true } });
    if (answer.error) toastProblem(asProblem(answer.error));
  };
  const bringBack = async () => {
    const answer = await update({ id, patch: { archived: false } });
    if (answer.error) return;
    const message = words.products.broughtBack(name);
    toastUndo(message, undoMs, () => void archiveAgain());
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
