import { TextInput } from "@mantine/core";
import { fieldMessages } from "../../api/problem";
import type { Problem } from "../../api/types";
import formClasses from "../../components/form.module.css";
import { MoneyField } from "../../components/money-field";
import { useMoney } from "../../hooks/use-money";
import { formatRate, parseRate } from "../../lib/rate";
import { words } from "../../words/words";
import type { ProductDraft, WrongField } from "./product-draft";

interface ProductFormProps {
  draft: ProductDraft;
  onChange: (part: Partial<ProductDraft>) => void;
  /** Fields that hold no value. */
  wrong: readonly WrongField[];
  problem: Problem | undefined;
  /** A first count, which only a new product takes here. */
  withStock?: boolean;
}

/** The fields of a product. Sku clashes come back as a code without a field. */
export function ProductForm(props: ProductFormProps) {
  const { draft, onChange: set, wrong, problem } = props;
  const { currency, amount } = useMoney();
  const labels = words.products;
  const messages = fieldMessages(problem);
  return (
    <>
      <TextInput
        label={labels.name}
        required
        withAsterisk={false}
        error={messages["name"]}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={labels.sku}
        description={labels.skuHelp}
        inputWrapperOrder={["label", "input", "description", "error"]}
        error={
          messages["sku"] ??
          (problem?.code === "sku_taken" ? problem.detail : undefined)
        }
        value={draft.sku}
        onChange={(event) => set({ sku: event.currentTarget.value })}
      />
      <div className={formClasses.pair}>
        <MoneyField
          label={labels.price(currency)}
          currency={currency}
          error={
            messages["price"] ??
            (wrong.includes("price")
              ? labels.badPrice(amount(12.5))
              : undefined)
          }
          value={draft.price}
          onChange={(price) => set({ price })}
        />
        <TextInput
          label={labels.taxRate}
          description={labels.taxRateHelp}
          inputWrapperOrder={["label", "input", "description", "error"]}
          inputMode="decimal"
          autoComplete="off"
          error={
            messages["tax_rate"] ??
            (wrong.includes("tax_rate")
              ? labels.badTaxRate(formatRate(950))
              : undefined)
          }
          value={draft.tax_rate}
          onChange={(event) => set({ tax_rate: event.currentTarget.value })}
          onBlur={() => {
            const rate = parseRate(draft.tax_rate);
            if (rate !== null) set({ tax_rate: formatRate(rate) });
          }}
        />
        {props.withStock && (
          <TextInput
            label={labels.stock}
            description={labels.stockHelp}
            inputWrapperOrder={["label", "input", "description", "error"]}
            inputMode="numeric"
            error={
              messages["stock"] ??
              (wrong.includes("stock") ? labels.badStock : undefined)
            }
            value={draft.stock}
            onChange={(event) => set({ stock: event.currentTarget.value })}
          />
        )}
      </div>
    </>
  );
}
