import {
  Checkbox,
  NativeSelect,
  Textarea,
  TextInput,
  type TextInputProps,
} from "@mantine/core";
import type { ChangeEvent } from "react";
import { fieldMessages } from "../../api/problem";
import type { Problem } from "../../api/types";
import formClasses from "../../components/form.module.css";
import { settingsWords } from "../../words/settings/words";
import {
  documentLanguages,
  type ShopDraft,
  type ShopNumber,
} from "./shop-draft";
import classes from "./shop-section.module.css";

interface ShopFieldsProps {
  draft: ShopDraft;
  onChange: (part: Partial<ShopDraft>) => void;
  /** Fields that hold no number. */
  wrong: readonly ShopNumber[];
  problem: Problem | undefined;
}

const inputWrapperOrder: TextInputProps["inputWrapperOrder"] = [
  "label",
  "input",
  "description",
  "error",
];

/** The fields of the shop's settings, in groups. That the currency is fixed comes back as a code without a field. */
export function ShopFields(props: ShopFieldsProps) {
  const { draft, onChange: set, wrong, problem } = props;
  const text = settingsWords.shop;
  const messages = fieldMessages(problem);
  const field = (name: keyof ShopDraft) => ({
    label: text.fields[name],
    error: messages[name],
    value: draft[name],
    onChange: ({
      currentTarget,
    }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      set({ [name]: currentTarget.value }),
    ...(name in text.help && {
      description: text.help[name as keyof typeof text.help],
      inputWrapperOrder,
    }),
  });
  const number = (name: ShopNumber) => ({
    ...field(name),
    inputMode:
      name === "tax_rate" ? ("decimal" as const) : ("numeric" as const),
    error:
      messages[name] ??
      (wrong.includes(name)
        ? name === "tax_rate"
          ? text.badRate
          : text.badNumber
        : undefined),
  });
  return (
    <>
      <fieldset className={classes.group}>
        <legend>{text.groups.paper}</legend>
        <TextInput {...field("name")} required withAsterisk={false} />
        <Textarea {...field("address")} rows={3} />
        <div className={formClasses.pair}>
          <TextInput {...field("phone")} type="tel" />
          <TextInput {...field("email")} type="email" />
        </div>
        <div className={formClasses.pair}>
          <TextInput {...field("website")} inputMode="url" />
          <TextInput {...field("tax_number")} />
        </div>
        <NativeSelect
          {...field("document_language")}
          onChange={({ currentTarget }) =>
            set({ document_language: currentTarget.value })
          }
          data={documentLanguages.map((value) => ({
            value,
            label: text.languages[value],
          }))}
        />
      </fieldset>
      <fieldset className={classes.group}>
        <legend>{text.groups.money}</legend>
        <div className={formClasses.pair}>
          <TextInput
            {...field("currency")}
            error={
              messages["currency"] ??
              (problem?.code === "currency_fixed" ? problem.detail : undefined)
            }
          />
          <TextInput {...number("tax_rate")} />
        </div>
        <Checkbox
          label={text.fields.prices_include_tax}
          description={text.help.prices_include_tax}
          error={messages["prices_include_tax"]}
          checked={draft.prices_include_tax === "true"}
          onChange={({ currentTarget }) =>
            set({ prices_include_tax: String(currentTarget.checked) })
          }
        />
      </fieldset>
      <fieldset className={classes.group}>
        <legend>{text.groups.work}</legend>
        <TextInput {...field("order_number_pattern")} />
        <div className={formClasses.pair}>
          <TextInput {...field("day_starts_at")} type="time" />
          <TextInput {...number("low_stock")} />
        </div>
        <div className={formClasses.pair}>
          <TextInput {...number("backup_every_hours")} />
          <TextInput {...number("backup_keep")} />
        </div>
      </fieldset>
    </>
  );
}
