import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { asProblem } from "../../api/problem";
import type { Order } from "../../api/types";
import { LeaveGuard } from "../../components/leave-guard";
import { Panel } from "../../components/panel";
import { toast } from "../../components/toast";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import { ChangedElsewhere } from "./changed-elsewhere";
import elsewhereClasses from "./changed-elsewhere.module.css";
import { useUpdateOrderMutation } from "./endpoints";
import { differences } from "./order-conflict";
import { draftFrom, patchFrom } from "./order-draft";
import { OrderForm } from "./order-form";
import classes from "./order-moves.module.css";
import { isEditable } from "./order-rules";
import { useOrderEdit } from "./use-order-edit";
import { useProductEntry } from "./use-product-entry";
import { useSubmitKeys } from "./use-submit-keys";

interface EditOrderProps {
  /** As the server has it now; it may change under the typing. */
  order: Order;
  /** Someone else deleted it while this form was open. */
  isGone?: boolean;
  onDone: () => void;
}

export function EditOrder(props: EditOrderProps) {
  const { order, isGone = false, onDone } = props;
  const [update, { isLoading, isSuccess, error, reset }] =
    useUpdateOrderMutation();
  const edit = useOrderEdit(order, () => isLoading || isSuccess);
  const { draft, dispatch, seen, isAsking } = edit;
  const [isTried, setIsTried] = useState(false);
  const entry = useProductEntry(dispatch);
  const form = useRef<HTMLFormElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isBusy = useRef(false);
  const isDone = useRef(false);
  const problem = asProblem(error);
  const finish = () => {
    isDone.current = true;
    onDone();
  };
  const saveOnce = async () => {
    if (!(await entry.settle())) return;
    setIsTried(true);
    const patch = patchFrom(edit.read(), order);
    if (!patch) return focusFirstError(form.current);
    if (Object.keys(patch).length === 0) return finish();
    const { id, version } = order;
    const answer = await update({ id, version, patch });
    if (answer.error) return focusFirstError(form.current);
    toast(words.orders.saved(order.label));
    finish();
  };
  const save = () => {
    if (isBusy.current || isDone.current || isGone) return;
    isBusy.current = true;
    void saveOnce().finally(() => {
      isBusy.current = false;
    });
  };
  useSubmitKeys(() => !isAsking && save());
  return (
    <Panel
      label={words.orders.form.editTitle(order.label)}
      onClose={onDone}
      footer={
        !isAsking &&
        !isGone && (
          <div className={classes.buttons}>
            <Button variant="default" onClick={onDone}>
              {words.common.cancel}
            </Button>
            <Button
              className={classes.forward ?? ""}
              type="submit"
              form="edit-order"
              ref={button}
              loading={isLoading}
            >
              {words.orders.form.save}
            </Button>
          </div>
        )
      }
    >
      {isGone && (
        <div className={elsewhereClasses.notice} role="alert">
          <h3>{words.orders.changedElsewhere.gone}</h3>
          <p>{words.orders.changedElsewhere.goneDetail}</p>
        </div>
      )}
      {isAsking && !isGone && (
        <ChangedElsewhere
          order={order}
          draft={draft}
          takenOver={edit.takenOver}
          onKeepMine={() => {
            edit.keepMine();
            save();
          }}
          onTakeTheirs={() => {
            reset();
            edit.takeTheirs();
          }}
        />
      )}
      <p
        className={edit.isRefreshed ? elsewhereClasses.refreshed : undefined}
        role="status"
        hidden={!edit.isRefreshed}
      >
        {edit.isRefreshed && words.orders.changedElsewhere.refreshed}
      </p>
      <form
        id="edit-order"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isAsking) save();
        }}
      >
        <OrderForm
          draft={draft}
          dispatch={dispatch}
          entry={entry}
          held={heldBy(order)}
          pricesIncludeTax={order.prices_include_tax}
          isNoteOnly={!isEditable(order)}
          isTried={isTried}
          problem={
            isAsking || isGone || problem?.status === 412 ? undefined : problem
          }
          onFilled={() => button.current?.focus()}
        />
      </form>
      <LeaveGuard
        isDirty={() =>
          !isDone.current && differences(draft, draftFrom(seen)).length > 0
        }
      />
    </Panel>
  );
}

function heldBy(order: Order): Map<string, number> {
  return new Map(
    order.items.map(({ product_id, id, quantity }) => [
      product_id ?? id,
      quantity,
    ]),
  );
}
