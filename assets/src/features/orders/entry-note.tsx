import { CircleAlert } from "lucide-react";
import { words } from "../../words/words";
import classes from "./pickers.module.css";
import type { EntryReport } from "./use-product-entry";

interface EntryNoteProps {
  report: EntryReport | null;
  isLookingUp: boolean;
}

/** What became of the last scan or Enter; a screen reader is told too. */
export function EntryNote({ report, isLookingUp }: EntryNoteProps) {
  const isTrouble = report !== null && report.kind !== "added";
  return (
    <p
      className={classes.report}
      role="status"
      data-trouble={isTrouble || undefined}
    >
      {isTrouble && <CircleAlert size={16} aria-hidden />}
      {describe(report) ?? (isLookingUp ? words.orders.form.lookingUp : "")}
    </p>
  );
}

function describe(report: EntryReport | null): string | null {
  const labels = words.orders.form;
  switch (report?.kind) {
    case "added":
      return labels.added(report.count, report.product.name);
    case "unknown":
      return report.isScan
        ? labels.unknownCode(report.text)
        : labels.notFound(report.text);
    case "failed":
      return labels.notLookedUp(report.text);
    case "left":
      return labels.notAdded(report.text);
    case undefined:
      return null;
  }
}
