import { Button, TextInput } from "@mantine/core";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { asProblem, fieldMessages, generalMessage } from "../../api/problem";
import type { CustomerRef } from "../../api/types";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import { useAddCustomerMutation } from "./choices";
import classes from "./new-customer-fields.module.css";
import { customerFromText } from "./customer-from-text";

interface NewCustomerFieldsProps {
  /** What was typed into the search for a customer. */
  text: string;
  onMade: (customer: CustomerRef) => void;
  onBack: () => void;
}

/** A customer made on the way to an order: Enter saves, Esc goes back to the search. */
export function NewCustomerFields(props: NewCustomerFieldsProps) {
  const { text, onMade, onBack } = props;
  const [fields, setFields] = useState(() => customerFromText(text));
  const [add, { isLoading, error }] = useAddCustomerMutation();
  const isSending = useRef(false);
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The first field that is still empty is what the person goes on with.
    const inputs = [...(group.current?.querySelectorAll("input") ?? [])];
    (inputs.find(({ value }) => value === "") ?? inputs[0])?.focus();
  }, []);
  const problem = asProblem(error);
  const messages = fieldMessages(problem);
  const emailTaken =
    problem?.code === "email_taken" ? problem.detail : undefined;
  const general = emailTaken
    ? undefined
    : generalMessage(problem, ["name", "email", "phone"]);
  const labels = words.customers;
  const save = async () => {
    if (isSending.current) return;
    isSending.current = true;
    const answer = await add({
      name: fields.name.trim(),
      email: fields.email.trim() || null,
      phone: fields.phone.trim() || null,
    });
    isSending.current = false;
    if (answer.error) return focusFirstError(group.current);
    onMade({ id: answer.data.id, name: answer.data.name });
  };
  const press = (event: KeyboardEvent) => {
    const isEnter =
      event.key === "Enter" && event.target instanceof HTMLInputElement;
    if (!isEnter && event.key !== "Escape") return;
    // The order around it is neither sent nor closed by this.
    event.preventDefault();
    event.stopPropagation();
    if (!isEnter) onBack();
    else if (!event.repeat) void save();
  };
  return (
    <div
      className={classes.fields}
      role="group"
      aria-label={labels.new}
      ref={group}
      onKeyDown={press}
    >
      <h3>{labels.new}</h3>
      <TextInput
        label={labels.name}
        autoComplete="off"
        error={messages["name"]}
        value={fields.name}
        onChange={({ currentTarget: { value } }) =>
          setFields({ ...fields, name: value })
        }
      />
      <div className={formClasses.pair}>
        <TextInput
          label={labels.phone}
          type="tel"
          autoComplete="off"
          error={messages["phone"]}
          value={fields.phone}
          onChange={({ currentTarget: { value } }) =>
            setFields({ ...fields, phone: value })
          }
        />
        <TextInput
          label={labels.email}
          type="email"
          autoComplete="off"
          error={messages["email"] ?? emailTaken}
          value={fields.email}
          onChange={({ currentTarget: { value } }) =>
            setFields({ ...fields, email: value })
          }
        />
      </div>
      {problem && general && (
        <ProblemNote problem={problem} message={general} />
      )}
      <div className={`${formClasses.buttons} ${formClasses.end}`}>
        <Button variant="subtle" onClick={onBack}>
          {words.common.cancel}
        </Button>
        <Button
          variant="default"
          loading={isLoading}
          onClick={() => void save()}
        >
          {labels.create}
        </Button>
      </div>
    </div>
  );
}
