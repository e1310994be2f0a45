import type { Reachable } from "../../api/types";
import { settingsWords } from "../../words/settings/words";
import classes from "./addresses-section.module.css";
import { CopyButton } from "../../components/copy-button";
import { QrCode } from "../../components/qr-code";

interface AddressRowProps {
  address: Reachable;
  /** Whether it is the one that every phone finds. */
  isForPhones: boolean;
}

/** One address: to open, to copy, to point a phone at. */
export function AddressRow({ address, isForPhones }: AddressRowProps) {
  const { url, kind, qr_code } = address;
  const labels = settingsWords.addresses;
  return (
    <li className={classes.row}>
      <div className={classes.text}>
        <p className={classes.kind}>
          {labels.kinds[kind]}
          {isForPhones && (
            <span className={classes.mark}>{labels.forPhones}</span>
          )}
        </p>
        <p className={classes.address}>
          <a href={url}>{url}</a>
          <CopyButton text={url} label={labels.copy(url)} />
        </p>
        <p className={classes.hint}>{labels.hints[kind]}</p>
      </div>
      {/* Another device cannot open what is this machine's alone. */}
      {kind !== "this_machine" && (
        <QrCode picture={qr_code} label={labels.qrCode(url)} />
      )}
    </li>
  );
}
