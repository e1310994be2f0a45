import { useState, type Dispatch } from "react";
import { useMoney } from "../../hooks/use-money";
import { words } from "../../words/words";
import { DiscountField } from "./discount-field";
import type { DraftLine } from "./draft-line";
import classes from "./draft-lines.module.css";
import type { DraftAction } from "./order-draft";

interface LineDiscountProps {
  line: DraftLine;
  /** How much it takes off now. */
  amount: number;
  error: string | undefined;
  dispatch: Dispatch<DraftAction>;
  onDone: () => void;
}

/** A discount on one line: a word to press, and then a field; it stays as long as there is one. */
export function useLineDiscount(props: LineDiscountProps) {
  const { line, error } = props;
  const [isAsked, setIsAsked] = useState(false);
  const isOpen = isAsked || line.discount !== "" || error !== undefined;
  return {
    action: isOpen ? null : (
      <button
        type="button"
        className={classes.action}
        aria-label={words.orders.form.discountOn(nameOf(line))}
        onClick={() => setIsAsked(true)}
      >
        {words.orders.discount}
      </button>
    ),
    field: isOpen && (
      <LineDiscount
        {...props}
        isFirst={isAsked}
        onEmpty={() => setIsAsked(false)}
      />
    ),
  };
}

interface LineDiscountFieldProps extends LineDiscountProps {
  isFirst: boolean;
  onEmpty: () => void;
}

function LineDiscount(props: LineDiscountFieldProps) {
  const { line, amount, error, dispatch } = props;
  const { money } = useMoney();
  return (
    <div className={classes.discount}>
      <span className={classes.discountLabel} aria-hidden>
        {words.orders.discount}
      </span>
      <DiscountField
        label={words.orders.form.discountOn(nameOf(line))}
        isLabelHidden
        className={classes.discountField}
        error={error}
        value={line.discount}
        isFirst={props.isFirst}
        onChange={(discount) =>
          dispatch({ type: "lineTyped", key: line.key, part: { discount } })
        }
        onDone={props.onDone}
        onEmpty={props.onEmpty}
      />
      {amount > 0 && <span className={classes.detail}>{money(-amount)}</span>}
    </div>
  );
}

/** What a line is called; a line without a product may have no name yet. */
export function nameOf({ product_name }: DraftLine): string {
  return product_name.trim() || words.orders.form.freeLine;
}
