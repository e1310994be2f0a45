import { CloseButton, TextInput } from "@mantine/core";
import type { Dispatch, KeyboardEvent } from "react";
import { useMoney } from "../../hooks/use-money";
import type { ReckonedLine } from "../../lib/reckoning";
import { words } from "../../words/words";
import { useGetStockLeftQuery } from "./choices";
import { readQuantity, stepQuantity, type ProductLine } from "./draft-line";
import classes from "./draft-lines.module.css";
import type { LineMessages } from "./draft-messages";
import { useLineDiscount } from "./line-discount";
import type { DraftAction } from "./order-draft";

export interface LineRowProps<Line> {
  line: Line;
  reckoned: ReckonedLine;
  messages: LineMessages;
  dispatch: Dispatch<DraftAction>;
  /** The line is right: on with the next product. */
  onDone: () => void;
}

interface DraftLineRowProps extends LineRowProps<ProductLine> {
  held: number;
  /** Which change of the form this line was the last to have; null: another was. */
  touchedTurn: number | null;
}

/** Where the quantity of a line is typed. */
export function quantityId(key: string): string {
  return `quantity-${key}`;
}

export function DraftLineRow(props: DraftLineRowProps) {
  const { line, reckoned, messages, held, touchedTurn } = props;
  const { dispatch, onDone } = props;
  const { money } = useMoney();
  const labels = words.orders.form;
  const { key, product_name } = line;
  const available = useAvailable(line, held);
  const asked = readQuantity(line.quantity) ?? 0;
  const isShort = available !== null && asked > available;
  const isWrong = messages.quantity !== undefined || isShort;
  const discount = useLineDiscount({
    line,
    amount: reckoned.discount,
    error: messages.discount,
    dispatch,
    onDone,
  });
  return (
    <li
      className={classes.line}
      data-touched={touchedTurn === null ? undefined : touchedTurn % 2}
    >
      <QuantityField
        line={line}
        isWrong={isWrong}
        dispatch={dispatch}
        onDone={onDone}
      />
      <div className={classes.product}>
        <span className={classes.name} title={product_name}>
          {product_name}
        </span>
        <span className={classes.details}>
          <span className={classes.detail} id={`line-${key}`}>
            {isWrong ? (
              <span className={classes.wrong}>
                {messages.quantity ?? labels.short(Math.max(0, available ?? 0))}
              </span>
            ) : (
              <>
                {money(line.unit_price)}
                {available !== null && ` · ${labels.left(available)}`}
              </>
            )}
          </span>
          {discount.action}
        </span>
      </div>
      <span className={classes.total}>{money(reckoned.total)}</span>
      <CloseButton
        aria-label={labels.removeItem(product_name)}
        onClick={() => {
          dispatch({ type: "lineRemoved", key });
          onDone();
        }}
      />
      {discount.field}
    </li>
  );
}

interface QuantityFieldProps {
  line: ProductLine;
  isWrong: boolean;
  dispatch: Dispatch<DraftAction>;
  onDone: () => void;
}

function QuantityField(props: QuantityFieldProps) {
  const { line, isWrong, dispatch, onDone } = props;
  const { key, product_name } = line;
  const setQuantity = (quantity: string) =>
    dispatch({ type: "lineTyped", key, part: { quantity } });
  const press = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (step) setQuantity(stepQuantity(line.quantity, step));
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      onDone();
    } else return;
    event.preventDefault();
  };
  return (
    <TextInput
      className={classes.quantity ?? ""}
      id={quantityId(key)}
      data-scan="quantity"
      inputMode="numeric"
      autoComplete="off"
      aria-label={words.orders.form.quantityOf(product_name)}
      aria-describedby={`line-${key}`}
      aria-invalid={isWrong}
      error={isWrong}
      value={line.quantity}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={press}
      onChange={(event) => setQuantity(event.currentTarget.value)}
    />
  );
}

/** What can be had at this moment, the order's own share included; null: not tracked. */
function useAvailable(line: ProductLine, held: number): number | null {
  const { data: product } = useGetStockLeftQuery(line.product_id);
  if (!product) return line.available;
  return product.stock === null ? null : product.stock + held;
}
