import { Textarea } from "@mantine/core";
import type { Dispatch } from "react";
import { fieldMessages, generalMessage } from "../../api/problem";
import type { Problem } from "../../api/types";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { words } from "../../words/words";
import { CustomerPicker } from "./customer-picker";
import { DraftLines } from "./draft-lines";
import { readQuantity, type DraftAction, type OrderDraft } from "./order-draft";
import { ProductPicker } from "./product-picker";

interface OrderFormProps {
  draft: OrderDraft;
  dispatch: Dispatch<DraftAction>;
  /** Later in an order's life only the note can change. */
  isNoteOnly?: boolean;
  /** Set once the person tried to send: before that, nothing is called wrong. */
  isTried: boolean;
  problem: Problem | undefined;
}

/** The fields of an order, for a new one and for one that is being edited. */
export function OrderForm(props: OrderFormProps) {
  const { draft, dispatch, isNoteOnly = false, isTried, problem } = props;
  const labels = words.orders.form;
  const messages = fieldMessages(problem);
  const lineErrors = lineMessages(draft, isTried, problem);
  const noItems =
    isTried && draft.lines.length === 0 ? labels.noItems : undefined;
  const general =
    lineErrors.size > 0 && problem?.code === "invalid"
      ? undefined
      : generalMessage(problem, ["note", "user_id", "items"]);
  return (
    <div className={formClasses.form}>
      {!isNoteOnly && (
        <>
          <CustomerPicker
            label={words.orders.customer}
            placeholder={words.common.walkIn}
            description={labels.customerHelp}
            error={messages["user_id"]}
            customerId={draft.customer?.id ?? null}
            customerName={draft.customer?.name}
            onPick={(customer) =>
              dispatch({ type: "customerPicked", customer })
            }
          />
          <DraftLines
            lines={draft.lines}
            errors={lineErrors}
            dispatch={dispatch}
          />
          <ProductPicker
            error={messages["items"] ?? noItems}
            onPick={(product) => dispatch({ type: "productPicked", product })}
          />
        </>
      )}
      <Textarea
        label={words.orders.note}
        autosize={false}
        rows={3}
        value={draft.note}
        error={messages["note"]}
        onChange={(event) =>
          dispatch({ type: "noteTyped", note: event.currentTarget.value })
        }
      />
      {problem && general && (
        <ProblemNote problem={problem} message={general} />
      )}
    </div>
  );
}

/** What is wrong with a line, by product: not a quantity, too little stock, or refused. */
function lineMessages(
  draft: OrderDraft,
  isTried: boolean,
  problem: Problem | undefined,
): Map<string, string> {
  const errors = new Map<string, string>();
  const messages = fieldMessages(problem);
  draft.lines.forEach(({ product_id, quantity }, index) => {
    const refused =
      messages[`items[${index}].quantity`] ??
      messages[`items[${index}].product_id`] ??
      messages[`items[${index}]`];
    const short = problem?.shortages?.find(
      (shortage) => shortage.product_id === product_id,
    );
    if (isTried && readQuantity(quantity) === null) {
      errors.set(product_id, words.orders.form.badQuantity);
    } else if (refused) {
      errors.set(product_id, refused);
    } else if (short) {
      errors.set(product_id, words.orders.form.short(short.available));
    }
  });
  return errors;
}
