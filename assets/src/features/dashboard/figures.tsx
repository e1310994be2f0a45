import type { Summary } from "../../api/types";
import { useMoney } from "../../hooks/use-money";
import {
  formatCount,
  formatSigned,
  formatSignedPercent,
  fromMinor,
  toMinor,
} from "../../lib/money";
import { weekday } from "../../lib/time";
import { words } from "../../words/words";
import { Figure } from "./figure";
import classes from "./figures.module.css";

interface FiguresProps {
  summary: Summary;
  /** The shop's day, as 2026-01-31. */
  today: string;
}

/** How today and this week go, each beside the same span a week ago. */
export function Figures({ summary, today }: FiguresProps) {
  const { currency, money } = useMoney();
  const text = words.dashboard;
  const orders = {
    write: (count: number) => formatCount(count),
    writeChange: (by: number) => formatSigned(by),
  };
  const revenue = {
    write: (minor: number) => money(fromMinor(minor, currency)),
    writeChange: (_by: number, ratio: number) => writeRatio(ratio),
  };
  const lastWeekday = text.lastWeekday(weekday(today, "long"));
  const minor = (amount: number) => toMinor(amount, currency);
  return (
    <ul className={classes.figures} aria-label={text.figures}>
      <Figure
        {...orders}
        name={text.ordersToday}
        to="/orders?status=PENDING,PAID,FULFILLED&period=today"
        now={summary.today.orders}
        before={summary.today_before.orders}
        span={lastWeekday}
      />
      <Figure
        {...revenue}
        name={text.revenueToday}
        to="/orders?status=PAID,FULFILLED&period=today"
        now={minor(summary.today.revenue)}
        before={minor(summary.today_before.revenue)}
        span={lastWeekday}
      />
      <Figure
        {...orders}
        name={text.ordersWeek}
        to="/orders?status=PENDING,PAID,FULFILLED&period=week"
        now={summary.week.orders}
        before={summary.week_before.orders}
        span={text.lastWeek}
      />
      <Figure
        {...revenue}
        name={text.revenueWeek}
        to="/orders?status=PAID,FULFILLED&period=week"
        now={minor(summary.week.revenue)}
        before={minor(summary.week_before.revenue)}
        span={text.lastWeek}
      />
    </ul>
  );
}

/** Against a span with next to nothing, the exact ratio says little. */
const largestRatio = 9.99;

function writeRatio(ratio: number): string {
  return ratio > largestRatio
    ? words.dashboard.above(formatSignedPercent(largestRatio))
    : formatSignedPercent(ratio);
}
