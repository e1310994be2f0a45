import { ColumnPage } from "../../components/column-page";
import { words } from "../../words/words";
import { BackupsSection } from "./backups-section";

/** What keeps the appliance running, for admins: a section each. */
export function SettingsPage() {
  return (
    <ColumnPage title={words.settings.title} isWide>
      <BackupsSection />
    </ColumnPage>
  );
}
