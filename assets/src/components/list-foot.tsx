import type { Problem } from "../api/types";
import { words } from "../words/words";
import classes from "./list-foot.module.css";
import { ProblemNote } from "./problem-note";

interface ListFootProps {
  hasNext: boolean;
  problem: Problem | undefined;
  onRetry: () => void;
}

/** What stands below the last row: more is on its way, or could not be loaded. */
export function ListFoot({ hasNext, problem, onRetry }: ListFootProps) {
  return (
    <div className={classes.foot}>
      {problem && <ProblemNote problem={problem} onRetry={onRetry} />}
      {hasNext && !problem && words.common.loading}
    </div>
  );
}
