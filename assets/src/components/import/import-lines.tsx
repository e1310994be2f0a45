import { useState } from "react";
import type { ImportReport, LineOutcome } from "../../api/types";
import { formatCount } from "../../lib/money";
import { formatRate } from "../../lib/rate";
import { words } from "../../words/words";
import { LineTable, type TableLine } from "./line-table";
import classes from "./import-lines.module.css";
import { OutcomeChips } from "./outcome-chips";

interface ImportLinesProps {
  name: string;
  report: ImportReport;
}

/** What a file would do, line by line: of one outcome at a time, the gravest first. */
export function ImportLines({ name, report }: ImportLinesProps) {
  const [chosen, setChosen] = useState<LineOutcome | null>(null);
  const shown = chosen ?? gravest(report);
  const lines = linesOf(report, shown);
  const left = leftOut(report, shown, lines.length);
  return (
    <section className={classes.lines} aria-label={words.csv.lines(name)}>
      <OutcomeChips report={report} chosen={shown} onChoose={setChosen} />
      <LineTable lines={lines} />
      {left > 0 && <p>{words.csv.more(formatCount(left))}</p>}
    </section>
  );
}

function gravest(report: ImportReport): LineOutcome {
  if (report.wrong > 0) return "wrong";
  if (report.updated > 0) return "updated";
  return report.created > 0 ? "created" : "unchanged";
}

function linesOf(report: ImportReport, outcome: LineOutcome): TableLine[] {
  if (outcome === "wrong") {
    return report.errors.map(({ line, field, message }) => ({
      line,
      texts: [field === "" ? message : `${field} ${message}`],
    }));
  }
  const rows = report.rows.filter((row) => row.outcome === outcome);
  return rows.map(({ line, name, changes }) => ({
    line,
    title: name ?? "",
    texts: changes.map(({ field, from, to }) =>
      words.csv.change(
        field,
        written(field, from) ?? words.csv.nothing,
        written(field, to) ?? words.csv.nothing,
      ),
    ),
  }));
}

function leftOut(report: ImportReport, outcome: LineOutcome, shown: number) {
  return outcome === "wrong" ? report.errors_left_out : report[outcome] - shown;
}

/** A value of a file as people write it: shares are whole numbers there. */
function written(field: string, value: string | null): string | null {
  const isRate = field === "tax_rate" && /^\d+$/.test(value ?? "");
  return isRate ? formatRate(Number(value)) : value;
}
