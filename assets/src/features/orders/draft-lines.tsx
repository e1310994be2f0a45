import { useEffect, useRef, type Dispatch } from "react";
import type { Reckoned } from "../../lib/reckoning";
import { words } from "../../words/words";
import { DraftLineRow } from "./draft-line-row";
import classes from "./draft-lines.module.css";
import type { LineMessages } from "./draft-messages";
import { FreeLineRow } from "./free-line-row";
import type { DraftAction, OrderDraft } from "./order-draft";
import type { ProductEntryField } from "./use-product-entry";

interface DraftLinesProps {
  draft: OrderDraft;
  reckoned: Reckoned;
  /** By the key of the line. */
  messages: Map<string, LineMessages>;
  /** How many of a product the order has on the server: its own share of the stock. */
  held: Map<string, number>;
  entry: ProductEntryField;
  dispatch: Dispatch<DraftAction>;
}

const nothing = { discount: 0, total: 0, share: 0, tax: 0, isBelowZero: false };

/** The lines of an order that is being typed. */
export function DraftLines(props: DraftLinesProps) {
  const { draft, reckoned, messages, held, entry, dispatch } = props;
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
  const onDone = () => entry.input.current?.focus();
  return (
    <div className={classes.box}>
      <ul ref={list} aria-label={words.orders.items}>
        {lines.map((line, index) => {
          const row = {
            reckoned: reckoned.lines[index] ?? nothing,
            messages: messages.get(line.key) ?? {},
            dispatch,
            onDone,
          };
          return line.product_id === null ? (
            <FreeLineRow key={line.key} line={line} {...row} />
          ) : (
            <DraftLineRow
              key={line.key}
              line={line}
              {...row}
              held={held.get(line.key) ?? 0}
              touchedTurn={touched?.key === line.key ? touched.turn : null}
            />
          );
        })}
      </ul>
    </div>
  );
}
