import { ClosingPage } from "../features/print/closing-page";
import { usePerson } from "../hooks/use-person";
import { useLiveUpdates } from "../live/use-live-updates";

/** Paper without the rail around it, and live all the same: the day goes on while it is closed. */
export function ClosingRoute() {
  useLiveUpdates(usePerson().id);
  return <ClosingPage />;
}
