import { Button } from "@mantine/core";
import type { Order } from "../../api/types";
import { useMoney } from "../../hooks/use-money";
import { words } from "../../words/words";
import classes from "./changed-elsewhere.module.css";
import { differences, type OrderField } from "./order-conflict";
import { draftFrom, reckonDraft, type OrderDraft } from "./order-draft";
import { isEditable } from "./order-rules";
import { StatusBadge } from "./status-badge";

interface ChangedElsewhereProps {
  order: Order;
  /** What was typed. */
  draft: OrderDraft;
  /** What someone else changed and nobody typed here. */
  takenOver: OrderField[];
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Someone was faster: each field that differs with both values, and the question whose holds. */
export function ChangedElsewhere(props: ChangedElsewhereProps) {
  const { order, draft, takenOver, onKeepMine, onTakeTheirs } = props;
  const labels = words.orders.changedElsewhere;
  const now = draftFrom(order);
  const differing = differences(draft, now);
  const canSave = isEditable(order)
    ? differing.length > 0
    : differing.includes("note");
  return (
    <div className={classes.notice} role="alert">
      <h3>{labels.title}</h3>
      <p>{labels.detail}</p>
      {!isEditable(order) && (
        <p className={classes.status}>
          <StatusBadge status={order.status} /> {labels.noLonger}
        </p>
      )}
      {differing.length > 0 && (
        <table className={classes.values}>
          <thead>
            <tr>
              <th scope="col">{labels.yours}</th>
              <th scope="col">{labels.now}</th>
            </tr>
          </thead>
          {differing.map((field) => (
            <tbody key={field}>
              <tr>
                <th scope="rowgroup" colSpan={2} className={classes.field}>
                  {nameOf(field)}
                </th>
              </tr>
              <tr>
                <td>
                  <Value field={field} draft={draft} order={order} />
                </td>
                <td>
                  <Value field={field} draft={now} order={order} />
                </td>
              </tr>
            </tbody>
          ))}
        </table>
      )}
      {takenOver.length > 0 && (
        <p>{labels.takenOver(takenOver.map(nameOf).join(", "))}</p>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onTakeTheirs}>
          {labels.takeTheirs}
        </Button>
        {canSave && (
          <Button onClick={onKeepMine}>
            {isEditable(order) ? labels.keepMine : labels.keepMyNote}
          </Button>
        )}
      </div>
    </div>
  );
}

function nameOf(field: OrderField): string {
  return words.orders[field];
}

interface ValueProps {
  field: OrderField;
  draft: OrderDraft;
  order: Order;
}

function Value({ field, draft, order }: ValueProps) {
  const { money } = useMoney();
  const { currency, prices_include_tax } = order;
  switch (field) {
    case "customer":
      return draft.customer?.name ?? words.common.walkIn;
    case "note":
      return draft.note.trim() || words.orders.noNote;
    case "discount":
      return draft.discount.trim() || words.common.none;
    case "items":
      return (
        <>
          <ul>
            {draft.lines.map((line) => (
              <li key={line.key}>
                {line.quantity} × {line.product_name}
                {line.discount.trim() && ` (−${line.discount.trim()})`}
              </li>
            ))}
          </ul>
          <p>
            {words.orders.total}{" "}
            {money(reckonDraft(draft, currency, prices_include_tax).total)}
          </p>
        </>
      );
  }
}
