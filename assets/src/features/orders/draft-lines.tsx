import { CloseButton, TextInput } from "@mantine/core";
import type { Dispatch } from "react";
import { useMoney } from "../../hooks/use-money";
import { words } from "../../words/words";
import classes from "./draft-lines.module.css";
import {
  lineTotal,
  readQuantity,
  type DraftAction,
  type DraftLine,
} from "./order-draft";

interface DraftLinesProps {
  lines: DraftLine[];
  /** By product. */
  errors: Map<string, string>;
  dispatch: Dispatch<DraftAction>;
}

/** The lines of an order that is being typed: quantity, amount, and what is left in stock. */
export function DraftLines({ lines, errors, dispatch }: DraftLinesProps) {
  if (lines.length === 0) return null;
  return (
    <ul className={classes.lines} aria-label={words.orders.items}>
      {lines.map((line) => (
        <Line
          key={line.product_id}
          line={line}
          error={errors.get(line.product_id)}
          dispatch={dispatch}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  line: DraftLine;
  error: string | undefined;
  dispatch: Dispatch<DraftAction>;
}

function Line({ line, error, dispatch }: LineProps) {
  const { currency, money } = useMoney();
  const labels = words.orders.form;
  const { product_id, product_name, available } = line;
  const asked = readQuantity(line.quantity) ?? 0;
  const isShort = available !== null && asked > available;
  return (
    <li className={classes.line}>
      <TextInput
        className={classes.quantity ?? ""}
        inputMode="numeric"
        aria-label={labels.quantityOf(product_name)}
        aria-describedby={`line-${product_id}`}
        aria-invalid={error !== undefined || isShort}
        error={error !== undefined || isShort}
        value={line.quantity}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) =>
          dispatch({
            type: "quantityTyped",
            product_id,
            quantity: event.currentTarget.value,
          })
        }
      />
      <div className={classes.product}>
        <span className={classes.name} title={product_name}>
          {product_name}
        </span>
        <span className={classes.detail} id={`line-${product_id}`}>
          {error || isShort ? (
            <span className={classes.wrong}>
              {error ?? labels.short(available ?? 0)}
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
        onClick={() => dispatch({ type: "lineRemoved", product_id })}
      />
    </li>
  );
}
