import { useShop } from "../hooks/use-shop";
import { useUnsent } from "../hooks/use-unsent";
import { clockTime } from "../lib/time";
import { useLiveStatus } from "../live/use-live-status";
import { words } from "../words/words";
import classes from "./live-light.module.css";

/** Says whether what is on screen is what the server has. */
export function LiveLight() {
  const { status, offlineSince } = useLiveStatus();
  const { timezone } = useShop();
  const unsent = useUnsent();
  const text = words.live;
  const word =
    status === "live"
      ? text.live
      : status === "catching-up"
        ? text.catchingUp
        : offlineSince === null
          ? text.offline
          : text.offlineSince(clockTime(offlineSince, timezone));
  return (
    <p
      className={classes.light}
      role="status"
      data-status={status}
      title={status === "offline" ? text.offlineHelp : text.liveHelp}
    >
      <span className={classes.dot} aria-hidden />
      <span className={classes.word}>
        <span>{word}</span>
        {unsent > 0 && (
          <span className={classes.unsent}>{text.unsent(unsent)}</span>
        )}
      </span>
      {status === "offline" && (
        <span className={classes.help}>{text.offlineHelp}</span>
      )}
    </p>
  );
}
