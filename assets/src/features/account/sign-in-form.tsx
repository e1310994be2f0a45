import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { asProblem, fieldMessages, generalMessage } from "../../api/problem";
import type { User } from "../../api/types";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { words } from "../../words/words";
import { useSignInMutation } from "./endpoints";

interface SignInFormProps {
  /** Known when a session ended while this person was at work. */
  email?: string;
  onSignedIn: (person: User) => void;
}

export function SignInForm({ email: known = "", onSignedIn }: SignInFormProps) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState("");
  const [signIn, { isLoading, error }] = useSignInMutation();
  const problem = asProblem(error);
  const messages = fieldMessages(problem);
  const general = generalMessage(problem, ["email", "password"]);
  const submit = async () => {
    const answer = await signIn({ email: email.trim(), password });
    if (answer.data) onSignedIn(answer.data.user);
  };
  return (
    <form
      className={formClasses.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        label={words.account.email}
        type="email"
        name="email"
        autoComplete="username"
        required
        withAsterisk={false}
        autoFocus={known === ""}
        error={messages["email"]}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={words.account.passwordField}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        data-autofocus={known !== "" || undefined}
        error={messages["password"]}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {problem && general && (
        <ProblemNote problem={problem} message={general} />
      )}
      <Button type="submit" loading={isLoading} fullWidth>
        {words.account.signIn}
      </Button>
    </form>
  );
}
