import { useNow } from "../hooks/use-now";
import { useShop } from "../hooks/use-shop";
import { fullTime, shortTime } from "../lib/time";

/** "12 min" with the full time on hover and for screen readers. */
export function TimeAgo({ at }: { at: string }) {
  const now = useNow();
  const { timezone } = useShop();
  const full = fullTime(at, timezone);
  return (
    <time dateTime={at} title={full} aria-label={full}>
      {shortTime(at, now, timezone)}
    </time>
  );
}
