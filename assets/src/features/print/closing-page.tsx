import { ActionIcon } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { asProblem } from "../../api/problem";
import { DayField } from "../../components/day-field";
import { ProblemNote } from "../../components/problem-note";
import { useTitle } from "../../hooks/use-title";
import { addDays } from "../../lib/time";
import { useRefetchOnChange } from "../../live/use-refetch-on-change";
import { printWords } from "../../words/print/words";
import { words } from "../../words/words";
import classes from "./closing-page.module.css";
import { ClosingSheet } from "./closing-sheet";
import { useGetClosingQuery } from "./endpoints";
import previewClasses from "./print-preview.module.css";
import { papers, type Paper } from "./print-request";
import { PrintToolbar } from "./print-toolbar";

/** A day at the till, as it will be printed; the address says which. */
export function ClosingPage() {
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const { key } = useLocation();
  const isPhone = useMediaQuery("(max-width: 47.99em)");
  const date = readDay(search.get("date"));
  const closing = useGetClosingQuery(date);
  useRefetchOnChange(closing);
  useTitle(words.titles.closing);
  const { currentData, error, refetch } = closing;
  const problem = asProblem(error);
  const paper: Paper =
    papers.find((name) => name === search.get("paper")) ??
    (isPhone ? "80mm" : "a4");
  const change = (name: "date" | "paper", value: string | null) => {
    const next = new URLSearchParams(search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    // The choices are no steps for Back, which leads to the dashboard at once.
    setSearch(next, { replace: true });
  };
  const isFirstPage = key === "default";
  return (
    <div className={previewClasses.page}>
      <PrintToolbar
        title={words.titles.closing}
        canPrint={currentData !== undefined}
        paper={paper}
        onPaper={(next) => change("paper", next)}
        onBack={() => void navigate("/", { replace: isFirstPage })}
      >
        <DaySwitch
          day={currentData?.date ?? date}
          onDay={(day) => change("date", day)}
        />
      </PrintToolbar>
      <main>
        {problem && (
          <div className={previewClasses.problem}>
            <ProblemNote problem={problem} onRetry={() => void refetch()} />
          </div>
        )}
        {currentData && <ClosingSheet closing={currentData} paper={paper} />}
        {!currentData && !problem && (
          <p className={previewClasses.loading} role="status">
            {words.common.loading}
          </p>
        )}
      </main>
    </div>
  );
}

interface DaySwitchProps {
  day: string | null;
  /** Null: the present day. */
  onDay: (day: string | null) => void;
}

function DaySwitch({ day, onDay }: DaySwitchProps) {
  const text = printWords.closing;
  const step = (by: number) => () => day && onDay(addDays(day, by));
  const button = {
    variant: "default",
    size: 36,
    disabled: day === null,
  } as const;
  return (
    <div className={classes.days}>
      <ActionIcon {...button} aria-label={text.before} onClick={step(-1)}>
        <ChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <DayField label={text.day} isLabelHidden value={day} onChange={onDay} />
      <ActionIcon {...button} aria-label={text.after} onClick={step(1)}>
        <ChevronRight size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

/** Null for what is no day: the present one is shown then. */
function readDay(text: string | null): string | null {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;
}
