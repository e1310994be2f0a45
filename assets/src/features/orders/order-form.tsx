import { Textarea } from "@mantine/core";
import { useRef, useState, type Dispatch } from "react";
import { fieldMessages, generalMessage } from "../../api/problem";
import type { CustomerRef, Problem } from "../../api/types";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { words } from "../../words/words";
import { CustomerPicker } from "./customer-picker";
import { quantityId } from "./draft-line-row";
import { DraftLines } from "./draft-lines";
import { NewCustomerFields } from "./new-customer-fields";
import { readQuantity, type DraftAction, type OrderDraft } from "./order-draft";
import { ProductPicker } from "./product-picker";
import type { ProductEntryField } from "./use-product-entry";
import { useScanner } from "./use-scanner";

interface OrderFormProps {
  draft: OrderDraft;
  dispatch: Dispatch<DraftAction>;
  entry: ProductEntryField;
  /** Where the cursor stands when the form opens. */
  first?: "customer" | "products";
  /** What the order holds on the server, by product. */
  held?: Map<string, number>;
  /** Later in an order's life only the note can change. */
  isNoteOnly?: boolean;
  /** Set once the person tried to send: before that, nothing is called wrong. */
  isTried: boolean;
  problem: Problem | undefined;
  /** Enter in the empty product field: only sending is left. */
  onFilled: () => void;
}

const nothingHeld = new Map<string, number>();

/** The fields of an order, for a new one and for one that is being edited. */
export function OrderForm(props: OrderFormProps) {
  const { draft, dispatch, isNoteOnly = false, isTried, problem } = props;
  const labels = words.orders.form;
  const messages = fieldMessages(problem);
  const lineErrors = lineMessages(draft, isTried, problem);
  const general =
    lineErrors.size > 0 && problem?.code === "invalid"
      ? undefined
      : generalMessage(problem, ["note", "user_id", "items"]);
  return (
    <div className={formClasses.form}>
      {!isNoteOnly && (
        <ItemFields
          {...props}
          customerError={messages["user_id"]}
          itemsError={
            messages["items"] ??
            (isTried && draft.lines.length === 0 ? labels.noItems : undefined)
          }
          lineErrors={lineErrors}
        />
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

interface ItemFieldsProps extends OrderFormProps {
  customerError: string | undefined;
  itemsError: string | undefined;
  lineErrors: Map<string, string>;
}

/** What can change only as long as the order waits: for whom it is, and what is in it. */
function ItemFields(props: ItemFieldsProps) {
  const { draft, dispatch, entry, first, onFilled } = props;
  const labels = words.orders.form;
  const customerInput = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState("");
  const [isNewCustomer, setIsNewCustomer] = useState(false);
  useScanner({ input: entry.input, onScan: entry.scan });
  const toProducts = () => entry.input.current?.focus();
  const pick = (customer: CustomerRef | null) => {
    dispatch({ type: "customerPicked", customer });
    setSearch("");
    setIsNewCustomer(false);
    if (customer) toProducts();
  };
  return (
    <>
      {isNewCustomer ? (
        <NewCustomerFields
          text={search}
          onMade={pick}
          onBack={() => {
            setIsNewCustomer(false);
            // Once the search is on screen again.
            requestAnimationFrame(() => customerInput.current?.focus());
          }}
        />
      ) : (
        <CustomerPicker
          label={words.orders.customer}
          placeholder={words.common.walkIn}
          description={labels.customerHelp}
          error={props.customerError}
          customerId={draft.customer?.id ?? null}
          customerName={draft.customer?.name}
          inputRef={customerInput}
          isFirst={first === "customer"}
          // The cursor begins here, and so does whoever only scans.
          scan="elsewhere"
          initialText={search}
          onPick={pick}
          onPass={toProducts}
          onNew={(text) => {
            setSearch(text);
            setIsNewCustomer(true);
          }}
        />
      )}
      <ProductPicker
        entry={entry}
        isFirst={first === "products"}
        error={props.itemsError}
        onPass={() => draft.lines.length > 0 && onFilled()}
        onTab={() => focusQuantity(entry.touched?.product_id)}
      />
      <DraftLines
        draft={draft}
        errors={props.lineErrors}
        held={props.held ?? nothingHeld}
        entry={entry}
        dispatch={dispatch}
      />
    </>
  );
}

function focusQuantity(productId: string | undefined): boolean {
  const field =
    productId === undefined
      ? null
      : document.getElementById(quantityId(productId));
  field?.focus();
  return field !== null;
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
    const asked = readQuantity(quantity);
    const short = problem?.shortages?.find(
      (shortage) =>
        shortage.product_id === product_id &&
        (asked === null || asked > shortage.available),
    );
    if (isTried && asked === null) {
      errors.set(product_id, words.orders.form.badQuantity);
    } else if (refused) {
      errors.set(product_id, refused);
    } else if (short) {
      errors.set(product_id, words.orders.form.short(short.available));
    }
  });
  return errors;
}
