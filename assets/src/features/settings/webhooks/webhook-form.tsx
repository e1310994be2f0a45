import { Button, Checkbox, SegmentedControl, TextInput } from "@mantine/core";
import { useId, useRef, useState } from "react";
import { asProblem, fieldMessages, generalMessage } from "../../../api/problem";
import type { EventName } from "../../../api/types";
import { DialogButtons } from "../../../components/dialog";
import formClasses from "../../../components/form.module.css";
import { ProblemNote } from "../../../components/problem-note";
import { focusFirstError } from "../../../lib/focus-first-error";
import { settingsWords } from "../../../words/settings/words";
import { words } from "../../../words/words";
import classes from "./webhooks.module.css";

export interface WebhookDraft {
  url: string;
  events: EventName[] | null;
}

interface WebhookFormProps {
  start: WebhookDraft;
  submit: string;
  isSending: boolean;
  error: unknown;
  onSubmit: (draft: WebhookDraft) => PromiseLike<{ error?: unknown }>;
  onCancel: () => void;
}

/** Where a webhook goes, and of what it tells. */
export function WebhookForm(props: WebhookFormProps) {
  const { start, isSending, error, onSubmit, onCancel } = props;
  const [url, setUrl] = useState(start.url);
  const [isSome, setIsSome] = useState(start.events !== null);
  const [chosen, setChosen] = useState<string[]>(start.events ?? []);
  const form = useRef<HTMLFormElement>(null);
  const label = useId();
  const labels = settingsWords.webhooks;
  const names = Object.keys(labels.names) as EventName[];
  const problem = asProblem(error);
  const general = generalMessage(problem, ["url"]);
  const isReady = url.trim() !== "" && (!isSome || chosen.length > 0);
  const submit = async () => {
    if (isSending) return;
    const events = isSome
      ? names.filter((name) => chosen.includes(name))
      : null;
    const answer = await onSubmit({ url, events });
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
        label={labels.url}
        description={labels.urlHelp}
        inputWrapperOrder={["label", "input", "description", "error"]}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        error={fieldMessages(problem)["url"]}
        data-autofocus
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <div className={classes.choice}>
        <span className={classes.label} id={label}>
          {labels.events}
        </span>
        <SegmentedControl
          aria-labelledby={label}
          value={isSome ? "some" : "all"}
          onChange={(value) => setIsSome(value === "some")}
          data={[
            { value: "all", label: labels.all },
            { value: "some", label: labels.some },
          ]}
        />
        {isSome && (
          <Checkbox.Group
            aria-labelledby={label}
            value={chosen}
            onChange={setChosen}
          >
            <div className={classes.boxes}>
              {names.map((name) => (
                <Checkbox key={name} value={name} label={labels.names[name]} />
              ))}
            </div>
          </Checkbox.Group>
        )}
      </div>
      {problem && general && (
        <ProblemNote problem={problem} message={general} />
      )}
      <DialogButtons>
        <Button variant="default" onClick={onCancel}>
          {words.common.cancel}
        </Button>
        <Button type="submit" disabled={!isReady} loading={isSending}>
          {props.submit}
        </Button>
      </DialogButtons>
    </form>
  );
}
