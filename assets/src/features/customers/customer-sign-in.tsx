import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { asProblem, fieldMessages, generalMessage } from "../../api/problem";
import type { User } from "../../api/types";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { toast } from "../../components/toast";
import { words } from "../../words/words";
import { useUpdateCustomerMutation } from "./endpoints";

/** Lets a customer sign in and see their own orders. */
export function CustomerSignIn({ customer }: { customer: User }) {
  const [password, setPassword] = useState("");
  const [update, { isLoading, error }] = useUpdateCustomerMutation();
  const problem = asProblem(error);
  const general = generalMessage(problem, ["password"]);
  const labels = words.customers.signIn;
  const submit = async () => {
    const answer = await update({ id: customer.id, patch: { password } });
    if (answer.error) return;
    setPassword("");
    toast(labels.saved(customer.name));
  };
  return (
    <Section title={labels.title}>
      <p>{customer.email === null ? labels.needsEmail : labels.detail}</p>
      {customer.email !== null && (
        <form
          className={formClasses.form}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <PasswordInput
            label={labels.password}
            description={labels.passwordHelp}
            inputWrapperOrder={["label", "input", "description", "error"]}
            autoComplete="new-password"
            error={fieldMessages(problem)["password"]}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {problem && general && (
            <ProblemNote problem={problem} message={general} />
          )}
          <div className={`${formClasses.buttons} ${formClasses.end}`}>
            <Button
              type="submit"
              variant="default"
              disabled={password === ""}
              loading={isLoading}
            >
              {labels.save}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}
