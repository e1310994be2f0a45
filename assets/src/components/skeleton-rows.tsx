import { words } from "../words/words";
import classes from "./skeleton-rows.module.css";

/** Rows of the true height while the first ones are on their way. */
export function SkeletonRows({ count = 10 }: { count?: number }) {
  return (
    <div role="status" aria-label={words.common.loading}>
      {Array.from({ length: count }, (_, index) => (
        <div className={classes.row} key={index} aria-hidden>
          <span className={classes.bar} />
          <span className={classes.bar} />
          <span className={classes.bar} />
        </div>
      ))}
    </div>
  );
}
