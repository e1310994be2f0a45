import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { asProblem, generalMessage } from "../../../api/problem";
import type { MailSettings } from "../../../api/types";
import formClasses from "../../../components/form.module.css";
import { LeaveGuard } from "../../../components/leave-guard";
import { ProblemNote } from "../../../components/problem-note";
import { toast } from "../../../components/toast";
import { useDraft } from "../../../hooks/use-draft";
import { focusFirstError } from "../../../lib/focus-first-error";
import { mailWords } from "../../../words/mail/words";
import { words } from "../../../words/words";
import { useUpdateMailSettingsMutation } from "./endpoints";
import { draftFrom, mailFields, readDraft } from "./mail-draft";
import { MailFields } from "./mail-fields";
import { MailTestButton } from "./mail-test-button";

/** How the shop sends mail, to be changed in place. Only what differs is sent. */
export function MailForm({ settings }: { settings: MailSettings }) {
  const { draft, isTyped, set, reset: forget } = useDraft(draftFrom(settings));
  const [isTried, setIsTried] = useState(false);
  const [update, { isLoading, error, reset }] = useUpdateMailSettingsMutation();
  const form = useRef<HTMLFormElement>(null);
  const problem = asProblem(error);
  const general = generalMessage(problem, mailFields);
  const { patch, isPortWrong } = readDraft(draft, settings);
  const isDirty = isPortWrong || Object.keys(patch).length > 0;
  const submit = async () => {
    setIsTried(true);
    if (isPortWrong || isLoading) return focusFirstError(form.current);
    const answer = await update(patch);
    if (answer.error) return focusFirstError(form.current);
    forget();
    setIsTried(false);
    toast(mailWords.saved);
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
      aria-label={mailWords.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <MailFields
        draft={draft}
        onChange={set}
        hasPassword={settings.has_password}
        isPortWrong={isTried && isPortWrong}
        problem={problem}
      />
      {problem && general && (
        <ProblemNote problem={problem} message={general} />
      )}
      {isDirty ? (
        <div className={`${formClasses.buttons} ${formClasses.end}`}>
          <Button variant="default" onClick={undo}>
            {words.common.cancel}
          </Button>
          <Button type="submit" loading={isLoading}>
            {words.common.save}
          </Button>
        </div>
      ) : (
        settings.host !== null && <MailTestButton />
      )}
      <LeaveGuard isDirty={() => isTyped && isDirty} />
    </form>
  );
}
