import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useLocation, useNavigate, type Location } from "react-router";
import type { Problem } from "../../api/types";
import { LeaveGuard } from "../../components/leave-guard";
import { Panel } from "../../components/panel";
import { toast } from "../../components/toast";
import { useMoney } from "../../hooks/use-money";
import { useTaxTerms } from "../../hooks/use-shop";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import {
  emptyDraft,
  isSameDraft,
  newOrderFrom,
  reckonDraft,
  type OrderDraft,
} from "./order-draft";
import { OrderForm } from "./order-form";
import classes from "./order-moves.module.css";
import { useKeptForm } from "./outbox/use-kept-form";
import { useDraft } from "./use-draft";
import { useProductEntry } from "./use-product-entry";
import { useSubmitKeys } from "./use-submit-keys";

/** What the page that opens this form may hand over. */
interface OpenedWith {
  /** A customer's page fills its customer in. */
  customer?: OrderDraft["customer"];
  /** An order that waits to be sent, to be corrected. */
  kept?: string;
}

function openedWith({ state }: Location): OpenedWith {
  return (state ?? {}) as OpenedWith;
}

const keptAt = (location: Location) => openedWith(location).kept ?? null;

export function NewOrderPanel() {
  const location = useLocation();
  const kept = keptAt(location);
  const { customer = null } = openedWith(location);
  // Another order to correct is another form; the link to this page again is not.
  return <NewOrder key={kept} keptId={kept} customer={customer} />;
}

interface NewOrderProps {
  keptId: string | null;
  customer: OrderDraft["customer"];
}

function NewOrder({ keptId, customer }: NewOrderProps) {
  const navigate = useNavigate();
  const { search } = useLocation();
  const { money, currency } = useMoney();
  const { pricesIncludeTax } = useTaxTerms();
  const totalOf = (typed: OrderDraft) =>
    reckonDraft(typed, currency, pricesIncludeTax).total;
  const { kept, send, putAside } = useKeptForm(keptId);
  const [start] = useState(() => kept?.draft ?? { ...emptyDraft, customer });
  const { draft, dispatch, read } = useDraft(start);
  const [isTried, setIsTried] = useState(Boolean(kept?.problem));
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>(
    kept?.problem ?? undefined,
  );
  const entry = useProductEntry(dispatch);
  const isBusy = useRef(false);
  const isDone = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const leaveTo = (pathname: string) => {
    isDone.current = true;
    void navigate({ pathname, search });
  };
  const sendOnce = async () => {
    if (!(await entry.settle())) return;
    setIsTried(true);
    const order = newOrderFrom(read(), currency);
    if (!order) return focusFirstError(form.current);
    setIsSending(true);
    const delivery = await send(order);
    setIsSending(false);
    if (delivery.outcome === "created") {
      toast(words.orders.created(delivery.order.label));
      leaveTo(`/orders/${delivery.order.number}`);
    } else if (delivery.outcome === "unanswered") {
      const typed = read();
      const isStored = putAside(order, typed, totalOf(typed));
      const { kept: isKept, keptHere } = words.orders.outbox;
      toast(isStored ? isKept : keptHere);
      leaveTo("/orders");
    } else {
      setProblem(delivery.problem);
      focusFirstError(form.current);
    }
  };
  const submit = () => {
    // The second click of a double click comes before the first is on screen.
    if (isBusy.current || isDone.current) return;
    isBusy.current = true;
    void sendOnce().finally(() => {
      isBusy.current = false;
    });
  };
  useSubmitKeys(submit);
  return (
    <Panel
      label={words.orders.form.title}
      onClose={() => void navigate({ pathname: "/orders", search })}
      footer={
        <div className={classes.buttons}>
          <Button
            className={classes.forward ?? ""}
            type="submit"
            form="new-order"
            ref={button}
            loading={isSending}
          >
            {words.orders.form.create(money(totalOf(draft)))}
          </Button>
        </div>
      }
    >
      <form
        id="new-order"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <OrderForm
          draft={draft}
          dispatch={dispatch}
          entry={entry}
          pricesIncludeTax={pricesIncludeTax}
          first={start.customer || kept ? "products" : "customer"}
          isTried={isTried}
          problem={problem}
          onFilled={() => button.current?.focus()}
        />
      </form>
      <LeaveGuard
        isDirty={() => !isDone.current && !isSameDraft(draft, start)}
        formAt={keptAt}
      />
    </Panel>
  );
}
