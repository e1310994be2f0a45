import type { User } from "../../api/types";
import { words } from "../../words/words";
import classes from "./own-facts.module.css";

const fields = ["phone", "address"] as const;

/** What the shop has noted of the person, so that they can ask for a correction. */
export function OwnFacts({ person }: { person: User }) {
  const known = fields.filter((field) => person[field]);
  if (known.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {known.map((field) => (
        <div key={field}>
          <dt>{words.account[field]}</dt>
          <dd>{person[field]}</dd>
        </div>
      ))}
    </dl>
  );
}
