import { Button, Checkbox, PasswordInput, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { asProblem, fieldMessages, generalMessage } from "../../api/problem";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { useBecome } from "../../hooks/use-become";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import { useSetUpMutation } from "./endpoints";

interface SetupFormProps {
  token: string;
  onDone: () => void;
  onOtherLink: () => void;
}

export function SetupForm({ token, onDone, onOtherLink }: SetupFormProps) {
  const become = useBecome();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [withSamples, setWithSamples] = useState(false);
  const [setUp, { isLoading, error }] = useSetUpMutation();
  const form = useRef<HTMLFormElement>(null);
  const problem = asProblem(error);
  const messages = fieldMessages(problem);
  const general = generalMessage(problem, ["name", "email", "password"]);
  const submit = async () => {
    const answer = await setUp({
      token,
      name: name.trim(),
      email: email.trim(),
      password,
      sample_data: withSamples,
    });
    if (answer.error) return focusFirstError(form.current);
    await become(answer.data.user);
    onDone();
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
      <TextInput
        label={words.setup.name}
        autoComplete="name"
        required
        withAsterisk={false}
        autoFocus
        error={messages["name"]}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={words.setup.email}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        error={messages["email"]}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={words.setup.password}
        description={words.setup.passwordHelp}
        inputWrapperOrder={["label", "input", "description", "error"]}
        autoComplete="new-password"
        required
        withAsterisk={false}
        error={messages["password"]}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Checkbox
        label={words.setup.sample}
        description={words.setup.sampleHelp}
        checked={withSamples}
        onChange={(event) => setWithSamples(event.currentTarget.checked)}
      />
      {problem && general && (
        <ProblemNote problem={problem} message={general}>
          <Button variant="default" size="xs" onClick={onOtherLink}>
            {words.setup.otherLink}
          </Button>
        </ProblemNote>
      )}
      <Button type="submit" loading={isLoading} fullWidth>
        {words.setup.submit}
      </Button>
    </form>
  );
}
