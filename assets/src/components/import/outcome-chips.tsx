import { CircleX, Equal, Pencil, Plus, type LucideIcon } from "lucide-react";
import type { ImportReport, LineOutcome } from "../../api/types";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import classes from "./outcome-chips.module.css";

interface OutcomeChipsProps {
  report: ImportReport;
  chosen: LineOutcome;
  onChoose: (outcome: LineOutcome) => void;
}

const outcomes: readonly [LineOutcome, LucideIcon][] = [
  ["created", Plus],
  ["updated", Pencil],
  ["unchanged", Equal],
  ["wrong", CircleX],
];

/** How many lines do what, and which of them are shown. */
export function OutcomeChips({ report, chosen, onChoose }: OutcomeChipsProps) {
  return (
    <div className={classes.chips} role="group">
      {outcomes.map(([outcome, Icon]) => (
        <button
          className={classes.chip}
          key={outcome}
          type="button"
          data-outcome={report[outcome] > 0 ? outcome : undefined}
          aria-pressed={outcome === chosen}
          onClick={() => onChoose(outcome)}
        >
          <Icon size={16} aria-hidden />
          {words.csv.outcome[outcome]}
          <span className={classes.count}>{formatCount(report[outcome])}</span>
        </button>
      ))}
    </div>
  );
}
