import { EditForm } from "../../components/edit-form";
import type { ShopSettings } from "../../api/types";
import { settingsWords } from "../../words/settings/words";
import { draftFrom, readDraft, shopFields } from "./shop-draft";
import { useUpdateSettingsMutation } from "./shop-endpoints";
import { ShopFields } from "./shop-fields";

/** All settings of the shop but the logo, to be changed in place. */
export function ShopForm({ settings }: { settings: ShopSettings }) {
  const text = settingsWords.shop;
  const [update, answer] = useUpdateSettingsMutation();
  return (
    <EditForm
      label={text.title}
      stored={draftFrom(settings)}
      read={(draft) => readDraft(draft, settings)}
      save={update}
      answer={answer}
      fields={shopFields}
      codeAtField="currency_fixed"
      labelOf={(field) => text.fields[field]}
      saved={() => text.saved}
    >
      {(editing) => <ShopFields {...editing} />}
    </EditForm>
  );
}
