import { asProblem } from "../../api/problem";
import type { Change, TimelineEntry } from "../../api/types";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { TimeAgo } from "../../components/time-ago";
import { useMoney } from "../../hooks/use-money";
import { formatRate, parseRate } from "../../lib/rate";
import { words } from "../../words/words";
import { useGetTimelineQuery } from "./endpoints";
import { StatusBadge } from "./status-badge";
import classes from "./timeline.module.css";

/** Who did what and when, oldest first. */
export function Timeline({ orderId }: { orderId: string }) {
  const { data: entries, error, refetch } = useGetTimelineQuery(orderId);
  const problem = asProblem(error);
  return (
    <Section title={words.orders.timeline}>
      {problem && !entries && (
        <ProblemNote problem={problem} onRetry={() => void refetch()} />
      )}
      <ol className={classes.timeline} aria-label={words.orders.timeline}>
        {entries?.map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
    </Section>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { actor, at, from, to, reason, changes } = entry;
  const { money } = useMoney();
  const labels = words.orders.events;
  return (
    <li className={classes.entry}>
      <div className={classes.line}>
        <span className={classes.what}>
          {to === null ? (
            labels.edited
          ) : from === null ? (
            labels.created
          ) : (
            <StatusBadge status={to} />
          )}
        </span>
        <span className={classes.who}>
          {actor?.name ?? words.common.system}
        </span>
        <TimeAgo at={at} />
      </div>
      {reason && <p className={classes.detail}>{labels.reason(reason)}</p>}
      {changes?.map((change, index) => (
        <p className={classes.detail} key={index}>
          {labels.change(written(change, money))}
        </p>
      ))}
    </li>
  );
}

/** A change with its amounts as people write them: the log has them as "2.50" and "10%". */
function written(change: Change, money: (amount: number) => string): Change {
  const amount = (text: string) => money(Number(text));
  const off = (text: string | null) => {
    if (text === null || !text.endsWith("%")) return text && amount(text);
    return formatRate(parseRate(text) ?? 0);
  };
  switch (change.field) {
    case "payment":
      return { ...change, amount: amount(change.amount) };
    case "discount":
      return { ...change, from: off(change.from), to: off(change.to) };
    default:
      return change;
  }
}
