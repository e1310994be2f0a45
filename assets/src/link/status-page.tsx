import type { OrderState } from "../api/types";
import { statusIcons } from "../components/status-icons";
import { useNow } from "../hooks/use-now";
import { fullTime, shortTime } from "../lib/time";
import { locale, words } from "../words/words";
import { Gone } from "./gone";
import { LiveLight } from "./live-light";
import classes from "./status-page.module.css";
import { StatusSteps } from "./status-steps";
import { timezone } from "./timezone";
import { useLink } from "./use-link";
import { useTitle } from "./use-title";

/** Where one order stands, for its buyer. */
export function StatusPage({ token }: { token: string }) {
  const shown = useLink<OrderState>(`/api/status/${encodeURIComponent(token)}`);
  const { data, status } = shown;
  useTitle(titleOf(status === "gone" ? null : data));
  if (status === "gone") {
    return <Gone title={words.link.gone} detail={words.link.goneDetail} />;
  }
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <p className={classes.shop}>{data?.shop_name}</p>
        <LiveLight {...shown} />
      </header>
      <main className={classes.main} aria-busy={!data}>
        {data && <Standing state={data} />}
      </main>
      <footer className={classes.foot}>
        {data?.expires_at && words.link.expires(dayOf(data.expires_at))}
      </footer>
    </div>
  );
}

function Standing({ state }: { state: OrderState }) {
  const { label, status, updated_at } = state;
  const now = useNow();
  const Icon = statusIcons[status];
  return (
    <>
      <h1 className={classes.order}>
        <span className={classes.label}>{words.link.order}</span>{" "}
        <span
          className={classes.number}
          data-status={status}
          data-long={label.length > 7 || undefined}
        >
          {label}
        </span>
      </h1>
      {/* Keyed: a state that takes the place of another is seen to come. */}
      <div
        key={status}
        className={classes.state}
        data-status={status}
        role="status"
      >
        <Icon size={36} strokeWidth={1.8} aria-hidden />
        <p className={classes.word}>{words.link.states[status]}</p>
        <time
          className={classes.since}
          dateTime={updated_at}
          title={fullTime(updated_at, timezone)}
        >
          {shortTime(updated_at, now, timezone)}
        </time>
      </div>
      <p className={classes.says}>{words.link.says[status]}</p>
      <StatusSteps status={status} />
    </>
  );
}

function titleOf(state: OrderState | null): string {
  if (!state) return "OMS";
  const word = words.link.states[state.status];
  return [state.label, word, state.shop_name].filter(Boolean).join(" · ");
}

function dayOf(at: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "long" }).format(
    Date.parse(at),
  );
}
