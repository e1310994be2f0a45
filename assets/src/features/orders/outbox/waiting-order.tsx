import { Button } from "@mantine/core";
import { CircleAlert, Clock } from "lucide-react";
import { useDispatch } from "react-redux";
import { Link, useLocation, useNavigate } from "react-router";
import { TimeAgo } from "../../../components/time-ago";
import { toastUndo } from "../../../components/toast";
import { undoMs } from "../../../hooks/remove-later";
import { useMoney } from "../../../hooks/use-money";
import { useNow } from "../../../hooks/use-now";
import { usePerson } from "../../../hooks/use-person";
import { randomKey } from "../../../lib/random-key";
import { words } from "../../../words/words";
import { stateOf, type KeptOrder } from "./kept-order";
import { discard, keep } from "./outbox";
import classes from "./waiting-orders.module.css";
import type { OutboxDispatch } from "./wire";

interface WaitingOrderProps {
  kept: KeptOrder;
  isSending: boolean;
  /** Open in the form beside it. */
  isOpen: boolean;
}

/** One order that waits: what it is, why it waits, and what can be done about it. */
export function WaitingOrder({ kept, isSending, isOpen }: WaitingOrderProps) {
  const { money } = useMoney();
  const { search } = useLocation();
  const person = usePerson();
  const navigate = useNavigate();
  const dispatch = useDispatch<OutboxDispatch>();
  const state = stateOf(kept, useNow());
  const text = words.orders.outbox;
  const name = kept.draft.customer?.name ?? words.common.walkIn;
  const remove = () => {
    dispatch(discard(person.id, kept.id));
    toastUndo(text.discarded(name), undoMs, () =>
      dispatch(keep(person.id, kept)),
    );
  };
  const sendAgain = () =>
    dispatch(
      keep(person.id, {
        ...kept,
        key: randomKey(),
        tried: [],
        firstTriedAt: null,
      }),
    );
  const edit = () =>
    void navigate(
      { pathname: "/orders/new", search },
      { state: { kept: kept.id } },
    );
  const Icon = state === "waiting" ? Clock : CircleAlert;
  return (
    <li className={classes.row} data-state={state} aria-label={name}>
      <Icon className={classes.icon} size={16} aria-hidden />
      <div className={classes.what}>
        <span className={classes.name} title={name}>
          {name}
        </span>
        <span className={classes.items}>
          {kept.draft.lines
            .map((line) => `${line.quantity} × ${line.product_name}`)
            .join(", ")}
        </span>
        <Why kept={kept} state={isSending ? "sending" : state} />
      </div>
      <span className={classes.total}>{money(kept.total)}</span>
      <span className={classes.since}>
        <TimeAgo at={new Date(kept.keptAt).toISOString()} />
      </span>
      <div className={classes.actions}>
        {state === "unsure" && (
          <Button variant="default" size="compact-sm" onClick={sendAgain}>
            {text.sendAgain}
          </Button>
        )}
        {kept.madeAs !== null ? (
          <Button
            component={Link}
            to={{ pathname: `/orders/${kept.madeAs}`, search }}
            variant="default"
            size="compact-sm"
          >
            {words.orders.name(madeLabel(kept))}
          </Button>
        ) : (
          <Button
            variant="default"
            size="compact-sm"
            disabled={isSending || isOpen}
            aria-label={`${state === "refused" ? text.correct : words.common.edit}: ${name}`}
            onClick={edit}
          >
            {state === "refused" ? text.correct : words.common.edit}
          </Button>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={isSending || isOpen}
          aria-label={`${text.discard}: ${name}`}
          onClick={remove}
        >
          {text.discard}
        </Button>
      </div>
    </li>
  );
}

function madeLabel({ madeLabel, madeAs }: KeptOrder): string {
  return madeLabel ?? String(madeAs);
}

interface WhyProps {
  kept: KeptOrder;
  state: ReturnType<typeof stateOf> | "sending";
}

function Why({ kept, state }: WhyProps) {
  const text = words.orders.outbox;
  const why = {
    waiting: text.waiting,
    sending: text.sending,
    unsure: text.unsure,
    refused:
      kept.madeAs === null
        ? (kept.problem?.detail ?? "")
        : text.madeWithout(madeLabel(kept), kept.problem?.detail ?? ""),
  }[state];
  return <span className={classes.why}>{why}</span>;
}
