import { Textarea, TextInput } from "@mantine/core";
import { fieldMessages } from "../../api/problem";
import type { Problem } from "../../api/types";
import formClasses from "../../components/form.module.css";
import { words } from "../../words/words";
import type { CustomerDraft } from "./customer-draft";

interface CustomerFormProps {
  draft: CustomerDraft;
  onChange: (part: Partial<CustomerDraft>) => void;
  problem: Problem | undefined;
}

export function CustomerForm(props: CustomerFormProps) {
  const { draft, onChange: set, problem } = props;
  const labels = words.customers;
  const messages = fieldMessages(problem);
  const emailTaken =
    problem?.code === "email_taken" ? problem.detail : undefined;
  return (
    <>
      <TextInput
        label={labels.name}
        required
        withAsterisk={false}
        autoComplete="off"
        error={messages["name"]}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <div className={formClasses.pair}>
        <TextInput
          label={labels.email}
          type="email"
          autoComplete="off"
          error={messages["email"] ?? emailTaken}
          value={draft.email}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <TextInput
          label={labels.phone}
          type="tel"
          autoComplete="off"
          error={messages["phone"]}
          value={draft.phone}
          onChange={(event) => set({ phone: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label={labels.address}
        rows={2}
        error={messages["address"]}
        value={draft.address}
        onChange={(event) => set({ address: event.currentTarget.value })}
      />
      <Textarea
        label={labels.note}
        description={labels.noteHelp}
        inputWrapperOrder={["label", "input", "description", "error"]}
        rows={2}
        error={messages["note"]}
        value={draft.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </>
  );
}
