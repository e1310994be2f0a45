import { TriangleAlert } from "lucide-react";
import { Link } from "react-router";
import { useListAlarmsQuery } from "../features/settings/endpoints";
import { useShop } from "../hooks/use-shop";
import { paperTime } from "../lib/time";
import { words } from "../words/words";
import classes from "./alarm-bar.module.css";

/** Alarms come by night: nobody has to see them within minutes. */
const lookEveryMs = 10 * 60_000;

/** What an admin must know of and what does not go away by itself. */
export function AlarmBar() {
  const { timezone } = useShop();
  const { data = [] } = useListAlarmsQuery(undefined, {
    pollingInterval: lookEveryMs,
    skipPollingIfUnfocused: true,
  });
  if (data.length === 0) return null;
  // Several webhooks may be paused, for one reason: the page has them all.
  const alarms = data.filter(
    ({ kind }, index) => data.findIndex((one) => one.kind === kind) === index,
  );
  return (
    <section className={classes.alarms} aria-label={words.alarms.title}>
      <ul>
        {alarms.map(({ kind, at }) => (
          <li key={kind} className={classes.alarm}>
            <TriangleAlert size={18} aria-hidden />
            <p>{words.alarms.texts[kind](paperTime(at, timezone))}</p>
            <Link to="/settings">{words.alarms.looks[kind]}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
