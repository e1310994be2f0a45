import { VisuallyHidden } from "@mantine/core";
import { useState, type CSSProperties } from "react";
import { Link } from "react-router";
import type { Summary } from "../../api/types";
import { useMoney } from "../../hooks/use-money";
import {
  formatCount,
  formatShortCount,
  fromMinor,
  toMinor,
} from "../../lib/money";
import { dayOfMonth, shortDate, weekday, weekdayDate } from "../../lib/time";
import { words } from "../../words/words";
import { Card } from "./card";
import classes from "./days-chart.module.css";

type Day = Summary["days"][number];

/**
 * The orders of each day as bars. It is a list of links whose names say all that the
 * bars show, so nobody needs to see them.
 */
export function DaysChart({ days }: { days: Day[] }) {
  const text = words.dashboard;
  const { money } = useMoney();
  const [pointed, setPointed] = useState<Day | null>(null);
  const most = Math.max(1, ...days.map(({ orders }) => orders));
  const first = days[0]?.date;
  const last = days.at(-1)?.date;
  const shown = days.find(({ date }) => date === pointed?.date);
  const total = useTotal(days);
  const { orders, revenue } = shown ?? total;
  const sum = text.ofDays(inOrders(orders), money(revenue));
  return (
    <Card
      title={text.days}
      detail={
        <span title={sum} aria-hidden={shown ? true : undefined}>
          {shown ? `${weekdayDate(shown.date)}: ${sum}` : sum}
        </span>
      }
      link={{
        to: `/orders?status=PENDING,PAID,FULFILLED&from=${first}&to=${last}`,
        text: text.all,
        name: text.allOf(words.orders.title),
      }}
    >
      <ol
        className={classes.chart}
        aria-label={text.days}
        onPointerLeave={() => setPointed(null)}
      >
        {days.map((day, index) => (
          <li key={day.date} className={classes.day}>
            <DayBar
              day={day}
              share={day.orders / most}
              isToday={day.date === last}
              isMonthNew={index === 0 || day.date.endsWith("-01")}
              onPoint={setPointed}
            />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function inOrders(count: number): string {
  return words.dashboard.orders(count, formatCount(count));
}

/** Summed in minor units. */
function useTotal(days: Day[]) {
  const { currency } = useMoney();
  const minor = days.reduce(
    (sum, { revenue }) => sum + toMinor(revenue, currency),
    0,
  );
  return {
    orders: days.reduce((sum, { orders }) => sum + orders, 0),
    revenue: fromMinor(minor, currency),
  };
}

interface DayBarProps {
  day: Day;
  /** Of the day with most orders, 0 to 1. */
  share: number;
  isToday: boolean;
  /** Says which month the days belong to from here on. */
  isMonthNew: boolean;
  onPoint: (day: Day | null) => void;
}

function DayBar({ day, share, isToday, isMonthNew, onPoint }: DayBarProps) {
  const { money } = useMoney();
  const { date, orders, revenue } = day;
  const text = words.dashboard;
  return (
    <Link
      className={classes.link ?? ""}
      to={`/orders?status=PENDING,PAID,FULFILLED&from=${date}&to=${date}`}
      aria-current={isToday ? "date" : undefined}
      onPointerEnter={() => onPoint(day)}
      onFocus={() => onPoint(day)}
      onBlur={() => onPoint(null)}
    >
      <VisuallyHidden>
        {text.day(weekdayDate(date), inOrders(orders), money(revenue))}
      </VisuallyHidden>
      <span className={classes.space} aria-hidden>
        <span className={classes.count}>{formatShortCount(orders)}</span>
        <span
          className={classes.bar}
          style={{ "--share": share } as CSSProperties}
        />
      </span>
      <span className={classes.weekday} aria-hidden>
        {isToday ? text.today : weekday(date, "short")}
      </span>
      <span className={classes.date} aria-hidden>
        {isMonthNew ? shortDate(date) : dayOfMonth(date)}
      </span>
    </Link>
  );
}
