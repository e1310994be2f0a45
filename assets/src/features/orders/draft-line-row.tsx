import { CloseButton, TextInput } from "@mantine/core";
import type { Dispatch, KeyboardEvent } from "react";
import { useMoney } from "../../hooks/use-money";
import { words } from "../../words/words";
import { useGetStockLeftQuery } from "./choices";
import classes from "./draft-lines.module.css";
import {
  lineTotal,
  readQuantity,
  stepQuantity,
  type DraftAction,
  type DraftLine,
} from "./order-draft";

interface DraftLineRowProps {
  line: DraftLine;
  error: string | undefined;
  held: number;
  /** Which change of the form this line was the last to have; null: another was. */
  touchedTurn: number | null;
  dispatch: Dispatch<DraftAction>;
  /** The quantity is right: on with the next product. */
  onDone: () => void;
}

/** Where the quantity of a product is typed. */
export function quantityId(productId: string): string {
  return `quantity-${productId}`;
}

export function DraftLineRow(props: DraftLineRowProps) {
  const { line, error, held, touchedTurn, dispatch, onDone } = props;
  const { currency, money } = useMoney();
  const labels = words.orders.form;
  const { product_id, product_name } = line;
  const available = useAvailable(line, held);
  const asked = readQuantity(line.quantity) ?? 0;
  const isShort = available !== null && asked > available;
  const isWrong = error !== undefined || isShort;
  const setQuantity = (quantity: string) =>
    dispatch({ type: "quantityTyped", product_id, quantity });
  const press = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (step) setQuantity(stepQuantity(line.quantity, step));
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      onDone();
    } else return;
    event.preventDefault();
  };
  return (
    <li
      className={classes.line}
      data-touched={touchedTurn === null ? undefined : touchedTurn % 2}
    >
      <TextInput
        className={classes.quantity ?? ""}
        id={quantityId(product_id)}
        data-scan="quantity"
        inputMode="numeric"
        autoComplete="off"
        aria-label={labels.quantityOf(product_name)}
        aria-describedby={`line-${product_id}`}
        aria-invalid={isWrong}
        error={isWrong}
        value={line.quantity}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={press}
        onChange={(event) => setQuantity(event.currentTarget.value)}
      />
      <div className={classes.product}>
        <span className={classes.name} title={product_name}>
          {product_name}
        </span>
        <span className={classes.detail} id={`line-${product_id}`}>
          {isWrong ? (
            <span className={classes.wrong}>
              {error ?? labels.short(Math.max(0, available ?? 0))}
            </span>
          ) : (
            <>
              {money(line.unit_price)}
              {available !== null && ` · ${labels.left(available)}`}
            </>
          )}
        </span>
      </div>
      <span className={classes.total}>{money(lineTotal(line, currency))}</span>
      <CloseButton
        aria-label={labels.removeItem(product_name)}
        onClick={() => {
          dispatch({ type: "lineRemoved", product_id });
          onDone();
        }}
      />
    </li>
  );
}

/** What can be had at this moment, the order's own share included; null: not tracked. */
function useAvailable(line: DraftLine, held: number): number | null {
  const { data: product } = useGetStockLeftQuery(line.product_id);
  if (!product) return line.available;
  return product.stock === null ? null : product.stock + held;
}
