import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useId, useRef, useState } from "react";
import { asProblem, fieldMessages, generalMessage } from "../../api/problem";
import type { NewApiToken } from "../../api/types";
import { DialogButtons } from "../../components/dialog";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { focusFirstError } from "../../lib/focus-first-error";
import { settingsWords } from "../../words/settings/words";
import { words } from "../../words/words";
import classes from "./new-token-form.module.css";

interface NewTokenFormProps {
  isSending: boolean;
  error: unknown;
  onSubmit: (token: NewApiToken) => PromiseLike<{ error?: unknown }>;
  onCancel: () => void;
}

/** What a token is for, and what it may do. */
export function NewTokenForm(props: NewTokenFormProps) {
  const { isSending, error, onSubmit, onCancel } = props;
  const [name, setName] = useState("");
  const [access, setAccess] = useState("readOnly");
  const form = useRef<HTMLFormElement>(null);
  const label = useId();
  const labels = settingsWords.tokens;
  const isReadOnly = access === "readOnly";
  const problem = asProblem(error);
  const general = generalMessage(problem, ["name"]);
  const submit = async () => {
    if (isSending) return;
    const answer = await onSubmit({ name, read_only: isReadOnly });
    if (answer.error) focusFirstError(form.current);
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
        label={labels.name}
        description={labels.nameHelp}
        inputWrapperOrder={["label", "input", "description", "error"]}
        autoComplete="off"
        error={fieldMessages(problem)["name"]}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={classes.access}>
        <span className={classes.label} id={label}>
          {labels.access}
        </span>
        <SegmentedControl
          aria-labelledby={label}
          value={access}
          onChange={setAccess}
          data={[
            { value: "readOnly", label: labels.readOnly },
            { value: "full", label: labels.full },
          ]}
        />
        <p className={classes.help}>
          {isReadOnly ? labels.readOnlyHelp : labels.fullHelp}
        </p>
      </div>
      {problem && general && (
        <ProblemNote problem={problem} message={general} />
      )}
      <DialogButtons>
        <Button variant="default" onClick={onCancel}>
          {words.common.cancel}
        </Button>
        <Button type="submit" disabled={name.trim() === ""} loading={isSending}>
          {labels.create}
        </Button>
      </DialogButtons>
    </form>
  );
}
