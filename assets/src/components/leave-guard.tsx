import { useEffect } from "react";
import { useBlocker } from "react-router";
import { words } from "../words/words";
import { ConfirmDialog } from "./confirm-dialog";

/** Asks before typed work is lost, whichever way the person leaves: link, Back, Esc or reload. */
export function LeaveGuard({ isDirty }: { isDirty: () => boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty() && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (isDirty()) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);
  return (
    <ConfirmDialog
      opened={blocker.state === "blocked"}
      title={words.leave.title}
      detail={words.leave.detail}
      confirm={words.leave.discard}
      keep={words.leave.keep}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    />
  );
}
