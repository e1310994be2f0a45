import { Button } from "@mantine/core";
import { useReducer, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { asProblem } from "../../api/problem";
import { LeaveGuard } from "../../components/leave-guard";
import { Panel } from "../../components/panel";
import { toast } from "../../components/toast";
import { useMoney } from "../../hooks/use-money";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import { useCreateOrderMutation } from "./endpoints";
import {
  draftTotal,
  emptyDraft,
  isSameDraft,
  newOrderFrom,
  reduceDraft,
  type OrderDraft,
} from "./order-draft";
import { OrderForm } from "./order-form";
import classes from "./order-moves.module.css";
import { useIdempotencyKey } from "./use-idempotency-key";
import { useSubmitKeys } from "./use-submit-keys";

export function NewOrderPanel() {
  const navigate = useNavigate();
  const { search, state } = useLocation();
  const { money, currency } = useMoney();
  const [draft, dispatch] = useReducer(reduceDraft, startFrom(state));
  const [isTried, setIsTried] = useState(false);
  const [create, { isLoading, error }] = useCreateOrderMutation();
  const keyFor = useIdempotencyKey();
  const isDone = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = async () => {
    setIsTried(true);
    const order = newOrderFrom(draft);
    if (!order || isLoading) return focusFirstError(form.current);
    const answer = await create({ order, key: keyFor(order) });
    if (answer.error) return focusFirstError(form.current);
    isDone.current = true;
    toast(words.orders.created(answer.data.number));
    void navigate({ pathname: `/orders/${answer.data.number}`, search });
  };
  const submitKeys = useSubmitKeys(() => void submit());
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
            loading={isLoading}
          >
            {words.orders.form.create(money(draftTotal(draft, currency)))}
          </Button>
        </div>
      }
    >
      <form
        id="new-order"
        ref={form}
        noValidate
        onKeyDown={submitKeys}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <OrderForm
          draft={draft}
          dispatch={dispatch}
          isTried={isTried}
          problem={asProblem(error)}
        />
      </form>
      <LeaveGuard
        isDirty={() => !isDone.current && !isSameDraft(draft, startFrom(state))}
      />
    </Panel>
  );
}

/** A customer's page opens this form with its customer filled in. */
function startFrom(state: unknown): OrderDraft {
  const customer = (state as Partial<OrderDraft> | null)?.customer;
  return customer ? { ...emptyDraft, customer } : emptyDraft;
}
