import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { asProblem, generalMessage } from "../../api/problem";
import type { ShopSettings } from "../../api/types";
import { ChangedMeanwhile } from "../../components/changed-meanwhile";
import formClasses from "../../components/form.module.css";
import { LeaveGuard } from "../../components/leave-guard";
import { ProblemNote } from "../../components/problem-note";
import { toast } from "../../components/toast";
import { useDraft } from "../../hooks/use-draft";
import { focusFirstError } from "../../lib/focus-first-error";
import { settingsWords } from "../../words/settings/words";
import { words } from "../../words/words";
import { draftFrom, readDraft, shopFields } from "./shop-draft";
import { useUpdateSettingsMutation } from "./shop-endpoints";
import { ShopFields } from "./shop-fields";

/** All settings of the shop but the logo, to be changed in place. Only what differs is sent. */
export function ShopForm({ settings }: { settings: ShopSettings }) {
  const text = settingsWords.shop;
  const stored = draftFrom(settings);
  const { draft, isTyped, meanwhile, set, reset: forget } = useDraft(stored);
  const [isTried, setIsTried] = useState(false);
  const [update, { isLoading, error, reset }] = useUpdateSettingsMutation();
  const form = useRef<HTMLFormElement>(null);
  const problem = asProblem(error);
  const general =
    problem?.code === "currency_fixed"
      ? undefined
      : generalMessage(problem, shopFields);
  const { patch, wrong } = readDraft(draft, settings);
  const isDirty = wrong.length > 0 || Object.keys(patch).length > 0;
  const submit = async () => {
    setIsTried(true);
    if (wrong.length > 0 || isLoading) return focusFirstError(form.current);
    const answer = await update(patch);
    if (answer.error) return focusFirstError(form.current);
    forget();
    setIsTried(false);
    toast(text.saved);
  };
  const undo = () => {
    forget();
    setIsTried(false);
    reset();
  };
  return (
    <form
      className={formClasses.form}
      ref={form}
      aria-label={text.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ShopFields
        draft={draft}
        onChange={set}
        wrong={isTried ? wrong : []}
        problem={problem}
      />
      <ChangedMeanwhile
        fields={meanwhile.map((field) => ({
          label: text.fields[field],
          value: stored[field],
        }))}
      />
      {problem && general && (
        <ProblemNote problem={problem} message={general} />
      )}
      {isDirty && (
        <div className={`${formClasses.buttons} ${formClasses.end}`}>
          <Button variant="default" onClick={undo}>
            {words.common.cancel}
          </Button>
          <Button type="submit" loading={isLoading}>
            {words.common.save}
          </Button>
        </div>
      )}
      <LeaveGuard isDirty={() => isTyped && isDirty} />
    </form>
  );
}
