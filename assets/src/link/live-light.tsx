import { clockTime } from "../lib/time";
import { words } from "../words/words";
import classes from "./live-light.module.css";
import { timezone } from "./timezone";
import type { Shown } from "./use-link";

/** Says whether what is on screen is what the shop has. */
export function LiveLight({ status, offlineSince }: Shown<unknown>) {
  const word =
    status === "live"
      ? words.live.live
      : offlineSince === null
        ? words.link.connecting
        : words.live.offlineSince(clockTime(offlineSince, timezone));
  return (
    <p className={classes.light} role="status" data-status={status}>
      <span className={classes.dot} aria-hidden />
      {word}
    </p>
  );
}
