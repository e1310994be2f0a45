import { ColumnPage } from "../../components/column-page";
import { words } from "../../words/words";
import { AddressesSection } from "./addresses-section";
import { ApiTokens } from "./api-tokens";
import { BackupsSection } from "./backups-section";
import { DisplaysSection } from "./displays-section";
import { MailSection } from "./mail/mail-section";
import { Webhooks } from "./webhooks/webhooks";
import { ShopSection } from "./shop-section";

/** The shop's own settings, and what keeps the appliance running, for admins: a section each. */
export function SettingsPage() {
  return (
    <ColumnPage title={words.titles.settings} isWide>
      <ShopSection />
      <AddressesSection />
      <MailSection />
      <BackupsSection />
      <DisplaysSection />
      <ApiTokens />
      <Webhooks />
    </ColumnPage>
  );
}
