import { Button, Textarea } from "@mantine/core";
import { Plus } from "lucide-react";
import { useRef, useState, type Dispatch } from "react";
import type { CustomerRef, Problem } from "../../api/types";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { useMoney } from "../../hooks/use-money";
import { useTaxTerms } from "../../hooks/use-shop";
import { randomKey } from "../../lib/random-key";
import { words } from "../../words/words";
import { CustomerPicker } from "./customer-picker";
import { DiscountField } from "./discount-field";
import { quantityId } from "./draft-line-row";
import { DraftLines } from "./draft-lines";
import { draftMessages, type DraftMessages } from "./draft-messages";
import { DraftSums } from "./draft-sums";
import { NewCustomerFields } from "./new-customer-fields";
import { reckonDraft, type DraftAction, type OrderDraft } from "./order-draft";
import { ProductPicker } from "./product-picker";
import type { ProductEntryField } from "./use-product-entry";
import { useScanner } from "./use-scanner";

interface OrderFormProps {
  draft: OrderDraft;
  dispatch: Dispatch<DraftAction>;
  entry: ProductEntryField;
  /** Whether the prices of this order have tax in them. */
  pricesIncludeTax: boolean;
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
  const { currency } = useMoney();
  const messages = draftMessages(draft, { currency, isTried, problem });
  return (
    <div className={formClasses.form}>
      {!isNoteOnly && <ItemFields {...props} messages={messages} />}
      <Textarea
        label={words.orders.note}
        autosize={false}
        rows={3}
        value={draft.note}
        error={messages.note}
        onChange={(event) =>
          dispatch({ type: "noteTyped", note: event.currentTarget.value })
        }
      />
      {problem && messages.general && (
        <ProblemNote problem={problem} message={messages.general} />
      )}
    </div>
  );
}

interface ItemFieldsProps extends OrderFormProps {
  messages: DraftMessages;
}

/** What can change only as long as the order waits: for whom it is, and what is in it. */
function ItemFields(props: ItemFieldsProps) {
  const { draft, dispatch, entry, first, messages, onFilled } = props;
  const toProducts = () => entry.input.current?.focus();
  useScanner({ input: entry.input, onScan: entry.scan });
  return (
    <>
      <CustomerFields
        draft={draft}
        error={messages.customer}
        isFirst={first === "customer"}
        dispatch={dispatch}
        onDone={toProducts}
      />
      <ProductPicker
        entry={entry}
        isFirst={first === "products"}
        error={messages.items}
        onPass={() => draft.lines.length > 0 && onFilled()}
        onTab={() => focusQuantity(entry.touched?.key)}
      />
      <LineFields {...props} />
    </>
  );
}

/** The lines, what is taken off all of them, and what they come to. */
function LineFields(props: ItemFieldsProps) {
  const { draft, dispatch, entry, messages, pricesIncludeTax } = props;
  const { currency } = useMoney();
  const { taxRate } = useTaxTerms();
  const reckoned = reckonDraft(draft, currency, pricesIncludeTax);
  return (
    <>
      <DraftLines
        draft={draft}
        reckoned={reckoned}
        messages={messages.lines}
        held={props.held ?? nothingHeld}
        entry={entry}
        dispatch={dispatch}
      />
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() =>
            dispatch({ type: "freeLineAdded", key: randomKey(), taxRate })
          }
        >
          {words.orders.form.addFreeLine}
        </Button>
      </div>
      {draft.lines.length > 0 && (
        <DiscountField
          label={words.orders.form.discountOnAll}
          error={messages.discount}
          value={draft.discount}
          onChange={(discount) => dispatch({ type: "discountTyped", discount })}
        />
      )}
      <DraftSums
        draft={draft}
        reckoned={reckoned}
        pricesIncludeTax={pricesIncludeTax}
      />
    </>
  );
}

interface CustomerFieldsProps {
  draft: OrderDraft;
  error: string | undefined;
  isFirst: boolean;
  dispatch: Dispatch<DraftAction>;
  /** On with the products. */
  onDone: () => void;
}

/** Who orders: found, made on the way, or nobody in particular. */
function CustomerFields(props: CustomerFieldsProps) {
  const { draft, dispatch, onDone } = props;
  const input = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState("");
  const [isNew, setIsNew] = useState(false);
  const pick = (customer: CustomerRef | null) => {
    dispatch({ type: "customerPicked", customer });
    setSearch("");
    setIsNew(false);
    if (customer) onDone();
  };
  if (isNew) {
    return (
      <NewCustomerFields
        text={search}
        onMade={pick}
        onBack={() => {
          setIsNew(false);
          // Once the search is on screen again.
          requestAnimationFrame(() => input.current?.focus());
        }}
      />
    );
  }
  return (
    <CustomerPicker
      label={words.orders.customer}
      placeholder={words.common.walkIn}
      description={words.orders.form.customerHelp}
      error={props.error}
      customerId={draft.customer?.id ?? null}
      customerName={draft.customer?.name}
      inputRef={input}
      isFirst={props.isFirst}
      // The cursor begins here, and so does whoever only scans.
      scan="elsewhere"
      initialText={search}
      onPick={pick}
      onPass={onDone}
      onNew={(text) => {
        setSearch(text);
        setIsNew(true);
      }}
    />
  );
}

function focusQuantity(key: string | undefined): boolean {
  const field =
    key === undefined ? null : document.getElementById(quantityId(key));
  field?.focus();
  return field !== null;
}
