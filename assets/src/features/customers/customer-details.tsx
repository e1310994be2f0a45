import { Button } from "@mantine/core";
import { useRef } from "react";
import { asProblem, generalMessage } from "../../api/problem";
import type { User } from "../../api/types";
import { ChangedMeanwhile } from "../../components/changed-meanwhile";
import formClasses from "../../components/form.module.css";
import { LeaveGuard } from "../../components/leave-guard";
import { ProblemNote } from "../../components/problem-note";
import { toast } from "../../components/toast";
import { useDraft } from "../../hooks/use-draft";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import { customerFields, draftFrom, patchFrom } from "./customer-draft";
import { CustomerForm } from "./customer-form";
import { useUpdateCustomerMutation } from "./endpoints";

/** A customer's entry, to be changed in place. */
export function CustomerDetails({ customer }: { customer: User }) {
  const stored = draftFrom(customer);
  const { draft, meanwhile, set, reset: forget } = useDraft(stored);
  const [update, { isLoading, error, reset }] = useUpdateCustomerMutation();
  const form = useRef<HTMLFormElement>(null);
  const problem = asProblem(error);
  const general =
    problem?.code === "email_taken"
      ? undefined
      : generalMessage(problem, customerFields);
  const patch = patchFrom(draft, customer);
  const isDirty = Object.keys(patch).length > 0;
  const submit = async () => {
    if (isLoading) return;
    const answer = await update({ id: customer.id, patch });
    if (answer.error) return focusFirstError(form.current);
    forget();
    toast(words.customers.saved(answer.data.name));
  };
  const undo = () => {
    forget();
    reset();
  };
  return (
    <form
      className={formClasses.form}
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <CustomerForm draft={draft} onChange={set} problem={problem} />
      <ChangedMeanwhile
        fields={meanwhile.map((field) => ({
          label: words.customers[field],
          value: stored[field],
        }))}
      />
      {problem && general && (
        <ProblemNote problem={problem} message={general} />
      )}
      {isDirty && (
        <div className={`${formClasses.buttons} ${formClasses.end}`}>
          <Button variant="default" onClick={undo}>
            {words.common.cancel}
          </Button>
          <Button type="submit" loading={isLoading}>
            {words.common.save}
          </Button>
        </div>
      )}
      <LeaveGuard isDirty={() => isDirty} />
    </form>
  );
}
