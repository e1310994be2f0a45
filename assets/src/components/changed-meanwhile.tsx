import { words } from "../words/words";
import classes from "./changed-meanwhile.module.css";

interface ChangedMeanwhileProps {
  /** What the typed fields hold on the server, by their labels. */
  fields: { label: string; value: string }[];
}

/** Someone else changed what is being typed: both are seen before either is lost. */
export function ChangedMeanwhile({ fields }: ChangedMeanwhileProps) {
  if (fields.length === 0) return null;
  const text = words.common.meanwhile;
  return (
    <div className={classes.note} role="status">
      <p className={classes.title}>{text.title}</p>
      <dl className={classes.fields}>
        {fields.map(({ label, value }) => (
          <div className={classes.field} key={label}>
            <dt>{label}</dt>
            <dd>{value || words.common.none}</dd>
          </div>
        ))}
      </dl>
      <p>{text.detail}</p>
    </div>
  );
}
