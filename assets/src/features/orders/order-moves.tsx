import { Button } from "@mantine/core";
import { useState } from "react";
import { asProblem } from "../../api/problem";
import type { Order, OrderStatus } from "../../api/types";
import { ProblemNote } from "../../components/problem-note";
import { toast } from "../../components/toast";
import { useShortcuts } from "../../hooks/use-shortcuts";
import { openAmount } from "../../lib/order-sums";
import { words } from "../../words/words";
import { CancelDialog } from "./cancel-dialog";
import { useUpdateOrderMutation } from "./endpoints";
import { MethodChoice } from "./method-choice";
import classes from "./order-moves.module.css";
import { lastMethod, rememberMethod } from "./payment-method";
import { useRest } from "./use-rest";
import { isAtRow } from "./use-row-keys";

/** One button for each move that the server allows now, and no other. */
export function OrderMoves({ order }: { order: Order }) {
  const [update, { isLoading, error }] = useUpdateOrderMutation();
  const { isResting, press: click } = useRest();
  const [isCancelling, setIsCancelling] = useState(false);
  const [method, setMethod] = useState(() => lastMethod() ?? "cash");
  const { id, version, label } = order;
  const next = order.allowed_statuses.find((status) => status !== "CANCELLED");
  const takesMoney = next === "PAID" && openAmount(order) > 0;
  const move = async (status: OrderStatus) => {
    if (isLoading) return;
    const payment = status === "PAID" && takesMoney ? { method } : null;
    const patch = { status, ...(payment ? { payment } : {}) };
    if (payment) rememberMethod(method);
    const answer = await update({ id, version, patch });
    if (!answer.error) toast(words.orders.moved(label, status));
  };
  const press = (status: OrderStatus) => () => {
    // A key pressed on a row of the list is meant for that row.
    if (isAtRow() || isLoading) return false;
    if (!order.allowed_statuses.includes(status)) return false;
    if (status === "CANCELLED") setIsCancelling(true);
    else void move(status);
  };
  useShortcuts({
    p: press("PAID"),
    f: press("FULFILLED"),
    c: press("CANCELLED"),
  });
  const problem = asProblem(error);
  return (
    <div className={classes.moves}>
      {problem && <ProblemNote problem={problem} />}
      {takesMoney && (
        <MethodChoice
          label={words.payments.paidBy}
          value={method}
          onChange={setMethod}
        />
      )}
      <div className={classes.buttons}>
        {order.allowed_statuses.includes("CANCELLED") && (
          <Button variant="default" onClick={() => setIsCancelling(true)}>
            {words.orders.move.CANCELLED}
          </Button>
        )}
        {/* One button for move after move, never disabled: it keeps the focus. */}
        {next && (
          <Button
            className={classes.forward ?? ""}
            aria-disabled={isResting || isLoading}
            aria-busy={isLoading}
            onKeyDown={(event) => {
              // A key held down would click again and again.
              if (event.repeat) event.preventDefault();
            }}
            onClick={click(() => move(next))}
          >
            {words.orders.move[next]}
          </Button>
        )}
      </div>
      {isCancelling && (
        <CancelDialog order={order} onClose={() => setIsCancelling(false)} />
      )}
    </div>
  );
}
