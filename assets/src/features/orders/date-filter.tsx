import { Button, Popover } from "@mantine/core";
import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { shortDate } from "../../lib/time";
import { words } from "../../words/words";
import classes from "./date-filter.module.css";
import { DayField } from "../../components/day-field";
import { periods, type OrderFilters } from "./order-filters";

type Dates = Pick<OrderFilters, "period" | "from" | "to">;

interface DateFilterProps {
  value: Dates;
  onChange: (value: Dates) => void;
}

/** A period that goes on with the calendar, or two days. */
export function DateFilter({ value, onChange }: DateFilterProps) {
  const [isOpen, setIsOpen] = useState(false);
  const text = words.orders.filters;
  const { from, to, period } = value;
  const isUsed = period !== null || from !== null || to !== null;
  const problem = from && to && from > to ? text.toBeforeFrom : undefined;
  return (
    <>
      <Popover
        opened={isOpen}
        onChange={setIsOpen}
        position="bottom-start"
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button
            className={classes.target ?? ""}
            variant="default"
            data-used={isUsed || undefined}
            leftSection={<CalendarDays size={16} aria-hidden />}
            aria-label={`${text.date}: ${nameOf(value)}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {nameOf(value)}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={text.date}>
          <div className={classes.choices}>
            <div className={classes.periods}>
              {periods.map((name) => (
                <Button
                  key={name}
                  variant={period === name ? "light" : "default"}
                  aria-pressed={period === name}
                  onClick={() => {
                    onChange({
                      period: period === name ? null : name,
                      from: null,
                      to: null,
                    });
                    setIsOpen(false);
                  }}
                >
                  {text.periods[name]}
                </Button>
              ))}
            </div>
            <div className={classes.days}>
              <DayField
                label={text.from}
                value={from}
                max={to ?? undefined}
                onChange={(day) => onChange({ period: null, from: day, to })}
              />
              <DayField
                label={text.to}
                value={to}
                min={from ?? undefined}
                error={problem}
                onChange={(day) => onChange({ period: null, from, to: day })}
              />
            </div>
          </div>
        </Popover.Dropdown>
      </Popover>
      {/* A shared link brings such dates too, with the fields closed. */}
      {problem && !isOpen && <span className={classes.problem}>{problem}</span>}
    </>
  );
}

function nameOf({ period, from, to }: Dates): string {
  const text = words.orders.filters;
  if (period) return text.periods[period];
  if (from && to) return text.days(shortDate(from), shortDate(to));
  if (from) return text.since(shortDate(from));
  if (to) return text.until(shortDate(to));
  return text.anyDate;
}
