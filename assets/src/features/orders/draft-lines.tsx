import { useEffect, useRef, type Dispatch } from "react";
import { useMoney } from "../../hooks/use-money";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import { DraftLineRow } from "./draft-line-row";
import classes from "./draft-lines.module.css";
import {
  draftTotal,
  readQuantity,
  type DraftAction,
  type OrderDraft,
} from "./order-draft";
import type { ProductEntryField } from "./use-product-entry";

interface DraftLinesProps {
  draft: OrderDraft;
  /** By product. */
  errors: Map<string, string>;
  /** How many of a product the order has on the server: its own share of the stock. */
  held: Map<string, number>;
  entry: ProductEntryField;
  dispatch: Dispatch<DraftAction>;
}

/** The lines of an order that is being typed, and what they come to. */
export function DraftLines(props: DraftLinesProps) {
  const { draft, errors, held, entry, dispatch } = props;
  const { currency, money } = useMoney();
  const list = useRef<HTMLUListElement>(null);
  const { touched } = entry;
  useEffect(() => {
    // A long order scrolls; the line just added is what the person looks for.
    list.current
      ?.querySelector(`[data-touched]`)
      ?.scrollIntoView({ block: "nearest" });
  }, [touched]);
  const { lines } = draft;
  if (lines.length === 0) return null;
  const pieces = lines.reduce(
    (sum, line) => sum + (readQuantity(line.quantity) ?? 0),
    0,
  );
  const backToProducts = () => entry.input.current?.focus();
  return (
    <div className={classes.box}>
      <ul ref={list} aria-label={words.orders.items}>
        {lines.map((line) => (
          <DraftLineRow
            key={line.product_id}
            line={line}
            error={errors.get(line.product_id)}
            held={held.get(line.product_id) ?? 0}
            touchedTurn={
              touched?.product_id === line.product_id ? touched.turn : null
            }
            dispatch={dispatch}
            onDone={backToProducts}
          />
        ))}
      </ul>
      <p className={classes.sum}>
        <span>{words.orders.form.pieces(formatCount(pieces))}</span>
        <span>
          {words.orders.total}{" "}
          <strong>{money(draftTotal(draft, currency))}</strong>
        </span>
      </p>
    </div>
  );
}
