import { Button, PasswordInput } from "@mantine/core";
import { useRef, useState } from "react";
import { asProblem, fieldMessages, generalMessage } from "../../api/problem";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { toast } from "../../components/toast";
import { usePerson } from "../../hooks/use-person";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import { useChangePasswordMutation } from "./endpoints";

export function PasswordForm() {
  const { email, role } = usePerson();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [change, { isLoading, error }] = useChangePasswordMutation();
  const form = useRef<HTMLFormElement>(null);
  const problem = asProblem(error);
  const messages = fieldMessages(problem);
  const general = generalMessage(problem, ["current_password", "new_password"]);
  const submit = async () => {
    const answer = await change({
      current_password: current,
      new_password: next,
    });
    if (answer.error) return focusFirstError(form.current);
    setCurrent("");
    setNext("");
    toast(words.account.passwordChanged[role]);
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
      {/* Tells a password manager whose password this is. */}
      <input
        type="hidden"
        name="email"
        autoComplete="username"
        value={email ?? ""}
      />
      <PasswordInput
        label={words.account.currentPassword}
        autoComplete="current-password"
        error={messages["current_password"]}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        label={words.account.newPassword}
        description={words.account.passwordHelp}
        inputWrapperOrder={["label", "input", "description", "error"]}
        autoComplete="new-password"
        error={messages["new_password"]}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      {problem && general && (
        <ProblemNote problem={problem} message={general} />
      )}
      <div className={formClasses.buttons}>
        <Button
          type="submit"
          variant="default"
          disabled={current === "" || next === ""}
          loading={isLoading}
        >
          {words.account.changePassword}
        </Button>
      </div>
    </form>
  );
}
