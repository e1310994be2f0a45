import type { StatusLink } from "../../api/types";
import { QrCode } from "../../components/qr-code";
import { printWords } from "../../words/print/words";
import classes from "./slip-link.module.css";

interface SlipLinkProps {
  number: number;
  link: StatusLink;
}

/** Where the buyer sees how their order stands: for a phone to read, or to be typed. */
export function SlipLink({ number, link }: SlipLinkProps) {
  return (
    <section className={classes.link}>
      <div className={classes.code}>
        <QrCode picture={link.qr_code} label={printWords.statusCode(number)} />
      </div>
      <p className={classes.text}>
        {printWords.statusLink}
        <span className={classes.url}>{link.url}</span>
      </p>
    </section>
  );
}
