import { Button } from "@mantine/core";
import { useState } from "react";
import { asProblem } from "../../api/problem";
import type { Order, Payment, PaymentKind } from "../../api/types";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { TimeAgo } from "../../components/time-ago";
import { useMoney } from "../../hooks/use-money";
import { useIsAdmin } from "../../hooks/use-person";
import { openAmount } from "../../lib/order-sums";
import { words } from "../../words/words";
import { useGetPaymentsQuery } from "./endpoints";
import { PaymentDialog } from "./payment-dialog";
import classes from "./payments.module.css";

/** What was paid for an order and given back, and what an admin can enter now. */
export function Payments({ order }: { order: Order }) {
  const isAdmin = useIsAdmin();
  const { data, error, refetch } = useGetPaymentsQuery(order.id);
  const [entering, setEntering] = useState<PaymentKind | null>(null);
  const problem = asProblem(error);
  const kinds = isAdmin ? kindsNow(order) : [];
  const payments = data ?? [];
  if (payments.length === 0 && kinds.length === 0 && !problem) return null;
  return (
    <Section
      title={words.payments.title}
      action={
        kinds.length > 0 && (
          <div className={classes.actions}>
            {kinds.map((kind) => (
              <Button
                key={kind}
                variant="default"
                size="xs"
                onClick={() => setEntering(kind)}
              >
                {words.payments.enter[kind]}
              </Button>
            ))}
          </div>
        )
      }
    >
      {problem && !data && (
        <ProblemNote problem={problem} onRetry={() => void refetch()} />
      )}
      {data && payments.length === 0 && (
        <p className={classes.soft}>{words.payments.none}</p>
      )}
      {payments.length > 0 && (
        <ul className={classes.payments} aria-label={words.payments.title}>
          {payments.map((payment) => (
            <PaymentRow key={payment.id} payment={payment} />
          ))}
        </ul>
      )}
      {entering && (
        <PaymentDialog
          order={order}
          kind={entering}
          onClose={() => setEntering(null)}
        />
      )}
    </Section>
  );
}

/** What the server takes by itself, without a move of the order. */
function kindsNow(order: Order): PaymentKind[] {
  const { status, paid } = order;
  const kinds: PaymentKind[] = [];
  if (paid > 0 && (status === "PENDING" || status === "CANCELLED")) {
    kinds.push("refund");
  }
  if (status === "PENDING" && openAmount(order) > 0) kinds.push("payment");
  return kinds;
}

function PaymentRow({ payment }: { payment: Payment }) {
  const { money } = useMoney();
  const { kind, method, amount, reference, at } = payment;
  const text = words.payments;
  return (
    <li className={classes.payment}>
      <span className={classes.what}>
        {kind === "refund"
          ? text.refundOf(text.methods[method])
          : text.methods[method]}
        {reference && (
          <span className={classes.soft} title={reference}>
            {reference}
          </span>
        )}
      </span>
      <span className={classes.soft}>
        <TimeAgo at={at} />
      </span>
      <span className={classes.amount}>
        {money(kind === "refund" ? -amount : amount)}
      </span>
    </li>
  );
}
