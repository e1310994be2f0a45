import {
  Checkbox,
  NativeSelect,
  PasswordInput,
  Textarea,
  TextInput,
  type TextInputProps,
} from "@mantine/core";
import type { ChangeEvent } from "react";
import { fieldMessages } from "../../../api/problem";
import type { MailSecurity, Problem } from "../../../api/types";
import formClasses from "../../../components/form.module.css";
import { mailWords } from "../../../words/mail/words";
import classes from "../shop-section.module.css";
import { withSecurity, type MailDraft } from "./mail-draft";

interface MailFieldsProps {
  draft: MailDraft;
  onChange: (part: Partial<MailDraft>) => void;
  /** Whether a password is kept, which is never shown. */
  hasPassword: boolean;
  /** Fields that hold no value. */
  wrong: readonly "port"[];
  problem: Problem | undefined;
}

const inputWrapperOrder: TextInputProps["inputWrapperOrder"] = [
  "label",
  "input",
  "description",
  "error",
];

/** The fields of the mail server and of the sender. */
export function MailFields(props: MailFieldsProps) {
  const { draft, onChange: set, hasPassword, wrong, problem } = props;
  const text = mailWords;
  const messages = fieldMessages(problem);
  const field = (name: keyof MailDraft) => ({
    label: text.fields[name],
    error: messages[name],
    value: draft[name],
    autoComplete: "off",
    spellCheck: false,
    onChange: ({
      currentTarget,
    }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      set({ [name]: currentTarget.value }),
    ...(name in text.help && {
      description: text.help[name as keyof typeof text.help],
      inputWrapperOrder,
    }),
  });
  const securities = Object.keys(text.securities) as MailSecurity[];
  return (
    <>
      <fieldset className={classes.group}>
        <legend>{text.groups.server}</legend>
        <TextInput {...field("host")} inputMode="url" />
        <div className={formClasses.pair}>
          <NativeSelect
            label={text.fields.security}
            error={messages["security"]}
            value={draft.security}
            data={securities.map((value) => ({
              value,
              label: text.securities[value],
            }))}
            onChange={({ currentTarget }) =>
              set(withSecurity(draft, currentTarget.value))
            }
          />
          <TextInput
            {...field("port")}
            inputMode="numeric"
            error={messages["port"] ?? (wrong.includes("port") && text.badPort)}
          />
        </div>
        <div className={formClasses.pair}>
          <TextInput {...field("user")} />
          <PasswordInput
            {...field("password")}
            autoComplete="new-password"
            {...(hasPassword && {
              placeholder: "••••••••",
              description: text.passwordKept,
              inputWrapperOrder,
            })}
          />
        </div>
        {(draft.security !== "none" || draft.authority !== "") && (
          <Textarea {...field("authority")} rows={2} />
        )}
      </fieldset>
      <fieldset className={classes.group}>
        <legend>{text.groups.sender}</legend>
        <div className={formClasses.pair}>
          <TextInput {...field("sender_address")} type="email" />
          <TextInput {...field("sender_name")} />
        </div>
        <Checkbox
          label={text.fields.send_invoices}
          description={text.help.send_invoices}
          checked={draft.send_invoices === "true"}
          onChange={({ currentTarget }) =>
            set({ send_invoices: String(currentTarget.checked) })
          }
        />
      </fieldset>
    </>
  );
}
