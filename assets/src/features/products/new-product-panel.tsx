import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { asProblem, generalMessage } from "../../api/problem";
import formClasses from "../../components/form.module.css";
import { LeaveGuard } from "../../components/leave-guard";
import { Panel } from "../../components/panel";
import { ProblemNote } from "../../components/problem-note";
import { toast } from "../../components/toast";
import { useMoney } from "../../hooks/use-money";
import { useTaxTerms } from "../../hooks/use-shop";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import { useCreateProductMutation } from "./endpoints";
import { emptyProduct, readDraft } from "./product-draft";
import { ProductForm } from "./product-form";

export function NewProductPanel() {
  const navigate = useNavigate();
  const { search } = useLocation();
  const { currency } = useMoney();
  const { taxRate } = useTaxTerms();
  const [start] = useState(() => emptyProduct(taxRate));
  const [draft, setDraft] = useState(start);
  const [isTried, setIsTried] = useState(false);
  const [create, { isLoading, error }] = useCreateProductMutation();
  const form = useRef<HTMLFormElement>(null);
  const isDone = useRef(false);
  const problem = asProblem(error);
  const { product, wrong } = readDraft(draft, currency);
  const general = generalMessage(
    problem,
    ["name", "sku", "price", "tax_rate", "stock"],
    "sku_taken",
  );
  const submit = async () => {
    setIsTried(true);
    if (wrong.length > 0 || isLoading) return focusFirstError(form.current);
    const answer = await create(product);
    if (answer.error) return focusFirstError(form.current);
    isDone.current = true;
    toast(words.products.created(product.name));
    void navigate({ pathname: `/products/${answer.data.id}`, search });
  };
  return (
    <Panel
      label={words.products.new}
      onClose={() => void navigate({ pathname: "/products", search })}
      footer={
        <div className={`${formClasses.buttons} ${formClasses.end}`}>
          <Button type="submit" form="new-product" loading={isLoading}>
            {words.products.create}
          </Button>
        </div>
      }
    >
      <form
        className={formClasses.form}
        id="new-product"
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ProductForm
          draft={draft}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          wrong={isTried ? wrong : []}
          problem={problem}
          withStock
        />
        {problem && general && (
          <ProblemNote problem={problem} message={general} />
        )}
      </form>
      <LeaveGuard isDirty={() => !isDone.current && draft !== start} />
    </Panel>
  );
}
