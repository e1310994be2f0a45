import { Link, useNavigate } from "react-router";
import { asProblem } from "../../api/problem";
import { PageHeader } from "../../components/page-header";
import { ProblemNote } from "../../components/problem-note";
import { Workspace } from "../../components/workspace";
import { useShortcuts } from "../../hooks/use-shortcuts";
import { useTitle } from "../../hooks/use-title";
import { useToday } from "../../hooks/use-today";
import { fullDate } from "../../lib/time";
import { words } from "../../words/words";
import { Announcement } from "./announcement";
import { BestSellers } from "./best-sellers";
import classes from "./dashboard-page.module.css";
import { DashboardSkeleton } from "./dashboard-skeleton";
import { DaysChart } from "./days-chart";
import { Figures } from "./figures";
import { NewShop } from "./new-shop";
import { RunningOut } from "./running-out";
import { useSummary } from "./use-summary";
import { WaitingOrders, type ShowStatus } from "./waiting-orders";

interface DashboardPageProps {
  /** Draws a status; how is known to the orders. */
  showStatus: ShowStatus;
}

/** What must I do now, how is today, what runs out, what sells. */
export function DashboardPage({ showStatus }: DashboardPageProps) {
  const today = useToday();
  const navigate = useNavigate();
  useShortcuts({ n: () => void navigate("/orders/new") });
  useTitle(words.dashboard.title);
  return (
    <Workspace panel={null}>
      <PageHeader
        title={words.dashboard.title}
        detail={
          <>
            {fullDate(today)} ·{" "}
            <Link to="/closing">{words.titles.closing}</Link> ·{" "}
            <Link to="/documents">{words.titles.invoices}</Link>
          </>
        }
      />
      <Answers today={today} showStatus={showStatus} />
    </Workspace>
  );
}

interface AnswersProps extends DashboardPageProps {
  today: string;
}

function Answers({ today, showStatus }: AnswersProps) {
  const { data: summary, error, isFetching, refetch } = useSummary();
  const problem = asProblem(error);
  // The light in the rail says that the connection is lost; old figures then stay.
  const isQuiet = summary !== undefined && problem?.status === 0;
  const note = problem && !isQuiet && (
    <ProblemNote problem={problem} onRetry={() => void refetch()} />
  );
  if (!summary) {
    return note ? (
      <div className={classes.dashboard}>{note}</div>
    ) : (
      <DashboardSkeleton />
    );
  }
  if (summary.counts.every(({ orders }) => orders === 0)) return <NewShop />;
  return (
    <div className={classes.dashboard} aria-busy={isFetching}>
      {note}
      <Announcement today={summary.today} />
      <Figures summary={summary} today={summary.days.at(-1)?.date ?? today} />
      <div className={classes.cards}>
        <WaitingOrders waiting={summary.waiting} showStatus={showStatus} />
        <DaysChart days={summary.days} />
        <BestSellers products={summary.best_sellers} />
        <RunningOut lowStock={summary.low_stock} />
      </div>
    </div>
  );
}
