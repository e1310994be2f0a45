import { Button } from "@mantine/core";
import { useReducer, useRef, useState } from "react";
import { asProblem } from "../../api/problem";
import type { Order } from "../../api/types";
import { LeaveGuard } from "../../components/leave-guard";
import { Panel } from "../../components/panel";
import { toast } from "../../components/toast";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import { ChangedElsewhere } from "./changed-elsewhere";
import { useUpdateOrderMutation } from "./endpoints";
import { draftFrom, isSameDraft, patchFrom, reduceDraft } from "./order-draft";
import { OrderForm } from "./order-form";
import classes from "./order-moves.module.css";
import { isEditable } from "./order-rules";
import { useSubmitKeys } from "./use-submit-keys";

interface EditOrderProps {
  /** As the server has it now; it may change under the typing. */
  order: Order;
  onDone: () => void;
}

export function EditOrder({ order, onDone }: EditOrderProps) {
  const [base, setBase] = useState(order);
  const [draft, dispatch] = useReducer(reduceDraft, order, draftFrom);
  const [isTried, setIsTried] = useState(false);
  const [update, { isLoading, isSuccess, error, reset }] =
    useUpdateOrderMutation();
  const form = useRef<HTMLFormElement>(null);
  const isDone = useRef(false);
  const isOutdated = order.version !== base.version && !isLoading && !isSuccess;
  const problem = asProblem(error);
  const finish = () => {
    isDone.current = true;
    onDone();
  };
  const save = async () => {
    setIsTried(true);
    const patch = patchFrom(draft, order);
    if (!patch || isLoading) return focusFirstError(form.current);
    if (Object.keys(patch).length === 0) return finish();
    const { id, version } = order;
    const answer = await update({ id, version, patch });
    if (answer.error) return focusFirstError(form.current);
    toast(words.orders.saved(order.number));
    finish();
  };
  const takeTheirs = () => {
    reset();
    setBase(order);
    dispatch({ type: "replaced", draft: draftFrom(order) });
  };
  const submitKeys = useSubmitKeys(() => !isOutdated && void save());
  return (
    <Panel
      label={words.orders.form.editTitle(order.number)}
      onClose={onDone}
      footer={
        !isOutdated && (
          <div className={classes.buttons}>
            <Button variant="default" onClick={onDone}>
              {words.common.cancel}
            </Button>
            <Button
              className={classes.forward ?? ""}
              type="submit"
              form="edit-order"
              loading={isLoading}
            >
              {words.orders.form.save}
            </Button>
          </div>
        )
      }
    >
      {isOutdated && (
        <ChangedElsewhere
          order={order}
          onKeepMine={() => void save()}
          onTakeTheirs={takeTheirs}
        />
      )}
      <form
        id="edit-order"
        ref={form}
        noValidate
        onKeyDown={submitKeys}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isOutdated) void save();
        }}
      >
        <OrderForm
          draft={draft}
          dispatch={dispatch}
          isNoteOnly={!isEditable(order)}
          isTried={isTried}
          problem={isOutdated || problem?.status === 412 ? undefined : problem}
        />
      </form>
      <LeaveGuard
        isDirty={() => !isDone.current && !isSameDraft(draft, draftFrom(base))}
      />
    </Panel>
  );
}
