import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { asProblem, generalMessage } from "../../api/problem";
import type { Product } from "../../api/types";
import { ChangedMeanwhile } from "../../components/changed-meanwhile";
import formClasses from "../../components/form.module.css";
import { LeaveGuard } from "../../components/leave-guard";
import { ProblemNote } from "../../components/problem-note";
import { toast } from "../../components/toast";
import { useDraft } from "../../hooks/use-draft";
import { useMoney } from "../../hooks/use-money";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import { useUpdateProductMutation } from "./endpoints";
import {
  draftFrom,
  patchFrom,
  readDraft,
  type ProductDraft,
} from "./product-draft";
import { ProductForm } from "./product-form";

/** Name, SKU, price and tax, to be changed in place. */
export function ProductDetails({ product }: { product: Product }) {
  const { currency } = useMoney();
  const stored = draftFrom(product, currency);
  const { draft, isTyped, meanwhile, set, reset: forget } = useDraft(stored);
  const [isTried, setIsTried] = useState(false);
  const [update, { isLoading, error, reset }] = useUpdateProductMutation();
  const form = useRef<HTMLFormElement>(null);
  const problem = asProblem(error);
  const general =
    problem?.code === "sku_taken"
      ? undefined
      : generalMessage(problem, ["name", "sku", "price", "tax_rate"]);
  const { product: read, wrong } = readDraft(draft, currency);
  // The stock is not typed here.
  const isWrong = wrong.some((field) => field !== "stock");
  const patch = patchFrom(read, product);
  const isDirty = isWrong || Object.keys(patch).length > 0;
  const submit = async () => {
    setIsTried(true);
    if (isWrong || isLoading) return focusFirstError(form.current);
    const answer = await update({ id: product.id, patch });
    if (answer.error) return focusFirstError(form.current);
    forget();
    setIsTried(false);
    toast(words.products.saved(answer.data.name));
  };
  const undo = () => {
    forget();
    setIsTried(false);
    reset();
  };
  return (
    <form
      className={formClasses.form}
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ProductForm
        draft={draft}
        onChange={set}
        isTried={isTried}
        problem={problem}
      />
      <ChangedMeanwhile
        fields={meanwhile.map((field) => ({
          label: labelOf(field, currency),
          value: stored[field],
        }))}
      />
      {problem && general && (
        <ProblemNote problem={problem} message={general} />
      )}
      {isDirty && (
        <div className={`${formClasses.buttons} ${formClasses.end}`}>
          <Button variant="default" onClick={undo}>
            {words.common.cancel}
          </Button>
          <Button type="submit" loading={isLoading}>
            {words.common.save}
          </Button>
        </div>
      )}
      <LeaveGuard isDirty={() => isTyped && isDirty} />
    </form>
  );
}

function labelOf(field: keyof ProductDraft, currency: string): string {
  const { price, taxRate, name, sku, stock } = words.products;
  const tax_rate = taxRate;
  return { name, sku, tax_rate, stock, price: price(currency) }[field];
}
