import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { asProblem, generalMessage } from "../../api/problem";
import formClasses from "../../components/form.module.css";
import { LeaveGuard } from "../../components/leave-guard";
import { Panel } from "../../components/panel";
import { ProblemNote } from "../../components/problem-note";
import { toast } from "../../components/toast";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import {
  customerFields,
  emptyCustomer,
  newCustomerFrom,
} from "./customer-draft";
import { CustomerForm } from "./customer-form";
import { useCreateCustomerMutation } from "./endpoints";

export function NewCustomerPanel() {
  const navigate = useNavigate();
  const { search } = useLocation();
  const [draft, setDraft] = useState(emptyCustomer);
  const [create, { isLoading, error }] = useCreateCustomerMutation();
  const form = useRef<HTMLFormElement>(null);
  const isDone = useRef(false);
  const problem = asProblem(error);
  const general = generalMessage(problem, customerFields, "email_taken");
  const submit = async () => {
    if (isLoading) return;
    const answer = await create(newCustomerFrom(draft));
    if (answer.error) return focusFirstError(form.current);
    isDone.current = true;
    toast(words.customers.created(answer.data.name));
    void navigate({ pathname: `/customers/${answer.data.id}`, search });
  };
  return (
    <Panel
      label={words.customers.new}
      onClose={() => void navigate({ pathname: "/customers", search })}
      footer={
        <div className={`${formClasses.buttons} ${formClasses.end}`}>
          <Button type="submit" form="new-customer" loading={isLoading}>
            {words.customers.create}
          </Button>
        </div>
      }
    >
      <form
        className={formClasses.form}
        id="new-customer"
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <CustomerForm
          draft={draft}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          problem={problem}
        />
        {problem && general && (
          <ProblemNote problem={problem} message={general} />
        )}
      </form>
      <LeaveGuard isDirty={() => !isDone.current && draft !== emptyCustomer} />
    </Panel>
  );
}
