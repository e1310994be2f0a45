import type { User } from "../../api/types";
import { words } from "../../words/words";
import { customerFields } from "./customer-draft";
import classes from "./customer-facts.module.css";

/** What is known of a customer who is archived and not to be changed. */
export function CustomerFacts({ customer }: { customer: User }) {
  const known = customerFields.filter((field) => customer[field]);
  return (
    <dl className={classes.facts}>
      {known.map((field) => (
        <div key={field}>
          <dt>{words.customers[field]}</dt>
          <dd>{customer[field]}</dd>
        </div>
      ))}
    </dl>
  );
}
