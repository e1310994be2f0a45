import type { LocalAuthority } from "../../api/types";
import { Section } from "../../components/section";
import { settingsWords } from "../../words/settings/words";
import classes from "./addresses-section.module.css";
import { CopyButton } from "../../components/copy-button";
import { QrCode } from "../../components/qr-code";

/** How other devices come to trust a server that makes its certificates by itself. */
export function TrustNote({ authority }: { authority: LocalAuthority }) {
  const labels = settingsWords.authority;
  const { copy, qrCode } = settingsWords.addresses;
  const { url, fingerprint, qr_code } = authority;
  return (
    <div className={classes.trust}>
      <Section title={labels.title}>
        <div className={classes.row}>
          <div className={classes.text}>
            <p className={classes.hint}>{labels.detail}</p>
            <p className={classes.address}>
              <a href={url} target="_blank" rel="noreferrer">
                {url}
              </a>
              <CopyButton text={url} label={copy(url)} />
            </p>
            <p className={classes.hint}>{labels.fingerprint}</p>
            <code className={classes.fingerprint}>{fingerprint}</code>
          </div>
          <QrCode picture={qr_code} label={qrCode(url)} />
        </div>
      </Section>
    </div>
  );
}
