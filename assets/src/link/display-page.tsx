import { useEffect } from "react";
import type { Board } from "../api/types";
import { useNow } from "../hooks/use-now";
import { clockTime } from "../lib/time";
import { words } from "../words/words";
import { DisplayColumn } from "./display-column";
import classes from "./display-page.module.css";
import { Gone } from "./gone";
import { LiveLight } from "./live-light";
import { timezone } from "./timezone";
import { useLink } from "./use-link";
import { useTitle } from "./use-title";

/** The board on a wall of the shop: what is in the making, what is ready. */
export function DisplayPage({ token }: { token: string }) {
  const shown = useLink<Board>(`/api/display/${encodeURIComponent(token)}`);
  const { data, status } = shown;
  useTitle(data?.shop_name || "OMS");
  useWakefulness();
  const now = useNow();
  if (status === "gone") {
    return (
      <div className={classes.dark}>
        <Gone
          title={words.link.displayGone}
          detail={words.link.displayGoneDetail}
        />
      </div>
    );
  }
  return (
    <div className={classes.page} data-status={status}>
      <header className={classes.head}>
        <h1 className={classes.shop}>{data?.shop_name}</h1>
        <LiveLight {...shown} />
        <time className={classes.clock}>{clockTime(now, timezone)}</time>
      </header>
      <main className={classes.columns} aria-busy={!data}>
        <DisplayColumn
          kind="making"
          title={words.link.making}
          entries={data?.making ?? []}
        />
        <DisplayColumn
          kind="ready"
          title={words.link.ready}
          entries={data?.ready ?? []}
        />
      </main>
    </div>
  );
}

/** Keeps the screen on where the browser lets a page do so: over https. */
function useWakefulness() {
  useEffect(() => {
    const wake = () => {
      if (document.visibilityState !== "visible") return;
      // A refusal, as with a low battery, leaves the screen to its own settings.
      navigator.wakeLock?.request("screen").catch(() => undefined);
    };
    wake();
    document.addEventListener("visibilitychange", wake);
    return () => document.removeEventListener("visibilitychange", wake);
  }, []);
}
