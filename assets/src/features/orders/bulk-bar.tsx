import { Button, CloseButton, Progress } from "@mantine/core";
import { useState } from "react";
import type { Order, OrderStatus } from "../../api/types";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import type { BulkMove, BulkTarget } from "./bulk";
import classes from "./bulk-bar.module.css";
import { BulkCancelDialog } from "./bulk-cancel-dialog";
import { BulkResultDialog } from "./bulk-result-dialog";
import type { OrderQuery } from "./order-filters";
import { moveWithLastMethod } from "./payment-method";
import { PrintMenu } from "./print-menu";
import { useBulkMove, type BulkRun } from "./use-bulk-move";
import type { Selection } from "./use-selection";

interface BulkBarProps {
  selection: Selection;
  query: OrderQuery;
  /** How many match the filters; null while unknown. */
  matching: { orders: number; isExact: boolean } | null;
}

const moves = ["PAID", "FULFILLED", "CANCELLED"] as const;
/** More numbers than this make no good address. */
const mostPrinted = 200;

/** What can be done with the selected orders. It rises when one is selected. */
export function BulkBar({ selection, query, matching }: BulkBarProps) {
  const bulk = useBulkMove(query);
  const [asked, setAsked] = useState<OrderStatus | null>(null);
  const { isEverything, orders } = selection;
  const isUsed = isEverything || orders.length > 0;
  if (!isUsed && !bulk.run) return null;
  const count = isEverything ? (matching?.orders ?? 0) : orders.length;
  const chosen: BulkTarget[] | "everything" = isEverything
    ? "everything"
    : orders;
  const start = (move: BulkMove) => {
    setAsked(null);
    selection.clear();
    void bulk.start(chosen, move);
  };
  const choose = (status: OrderStatus) =>
    status === "CANCELLED" || isEverything
      ? setAsked(status)
      : start(moveWithLastMethod(status));
  const text = words.orders.bulk;
  return (
    <div
      className={classes.bar}
      role="region"
      aria-label={text.label}
      data-raised
    >
      {bulk.run && !bulk.run.isOver ? (
        <Running run={bulk.run} onStop={bulk.stop} />
      ) : (
        <>
          <CloseButton
            aria-label={text.clear}
            title={text.clear}
            onClick={selection.clear}
          />
          <p className={classes.count} role="status">
            {text.selected(formatCount(count))}
          </p>
          {!isEverything && matching && matching.orders > orders.length && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={selection.setEverything}
            >
              {text.selectEverything(
                formatCount(matching.orders) + (matching.isExact ? "" : "+"),
              )}
            </Button>
          )}
          <div className={classes.actions}>
            {moves
              .filter((status) => isEverything || canSome(orders, status))
              .map((status) => (
                <Button
                  key={status}
                  variant="default"
                  onClick={() => choose(status)}
                >
                  {text.move[status]}
                </Button>
              ))}
            {!isEverything && orders.length <= mostPrinted && (
              <PrintMenu numbers={orders.map(({ number }) => number)} />
            )}
          </div>
        </>
      )}
      {asked === "CANCELLED" && (
        <BulkCancelDialog
          count={count}
          onConfirm={start}
          onClose={() => setAsked(null)}
        />
      )}
      {asked !== null && asked !== "CANCELLED" && (
        <ConfirmDialog
          opened
          isSafe
          title={text.confirmTitle(formatCount(count), asked)}
          detail={text.confirmDetail}
          confirm={text.move[asked]}
          onConfirm={() => start(moveWithLastMethod(asked))}
          onClose={() => setAsked(null)}
        />
      )}
      {bulk.run?.isOver && (
        <BulkResultDialog run={bulk.run} onClose={bulk.close} />
      )}
    </div>
  );
}

function canSome(orders: Order[], status: OrderStatus): boolean {
  return orders.some(({ allowed_statuses }) =>
    allowed_statuses.includes(status),
  );
}

function Running({ run, onStop }: { run: BulkRun; onStop: () => void }) {
  const { total, result } = run;
  const text = words.orders.bulk;
  const asked = result.done + result.refusals.length;
  return (
    <>
      <p className={classes.count} role="status">
        {total === null
          ? text.gathering
          : text.progress(formatCount(asked), formatCount(total))}
      </p>
      <Progress
        className={classes.progress ?? ""}
        aria-label={text.label}
        value={total ? (100 * asked) / total : 0}
      />
      <Button variant="default" onClick={onStop}>
        {text.stop}
      </Button>
    </>
  );
}
