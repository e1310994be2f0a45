import type { MailSettings } from "../../../api/types";
import { EditForm } from "../../../components/edit-form";
import { mailWords } from "../../../words/mail/words";
import { useUpdateMailSettingsMutation } from "./endpoints";
import { draftFrom, mailFields, readDraft } from "./mail-draft";
import { MailFields } from "./mail-fields";
import { MailTestButton } from "./mail-test-button";

/** How the shop sends mail, to be changed in place. */
export function MailForm({ settings }: { settings: MailSettings }) {
  const [update, answer] = useUpdateMailSettingsMutation();
  return (
    <EditForm
      label={mailWords.title}
      stored={draftFrom(settings)}
      read={(draft) => readDraft(draft, settings)}
      save={update}
      answer={answer}
      fields={mailFields}
      labelOf={(field) => mailWords.fields[field]}
      saved={() => mailWords.saved}
      atRest={settings.host !== null && <MailTestButton />}
    >
      {(editing) => (
        <MailFields {...editing} hasPassword={settings.has_password} />
      )}
    </EditForm>
  );
}
