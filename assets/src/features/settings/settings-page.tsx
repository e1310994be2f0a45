import { PageHeader } from "../../components/page-header";
import { useTitle } from "../../hooks/use-title";
import { words } from "../../words/words";
import { AddressesSection } from "./addresses-section";
import classes from "./settings-page.module.css";

/** What keeps the appliance running, for admins: a section each. */
export function SettingsPage() {
  useTitle(words.settings.title);
  return (
    <main className={classes.page}>
      <PageHeader title={words.settings.title} />
      <div className={classes.content}>
        <AddressesSection />
      </div>
    </main>
  );
}
