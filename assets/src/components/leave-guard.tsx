import { useEffect } from "react";
import { useBlocker, type Location } from "react-router";
import { words } from "../words/words";
import { ConfirmDialog } from "./confirm-dialog";

interface LeaveGuardProps {
  isDirty: () => boolean;
  /** What besides its path makes an address another form, which would replace this one. */
  formAt?: (location: Location) => unknown;
}

/**
 * The forms that stand on the page. The router asks one blocker alone, the last that came,
 * so each one answers for all of them.
 */
const forms = new Set<LeaveGuardProps>();

/** Asks before typed work is lost, whichever way the person leaves: link, Back, Esc or reload. */
export function LeaveGuard({ isDirty, formAt }: LeaveGuardProps) {
  useEffect(() => {
    const form = { isDirty, formAt };
    forms.add(form);
    return () => void forms.delete(form);
  }, [isDirty, formAt]);
  const blocker = useBlocker(({ currentLocation, nextLocation }) =>
    [...forms].some(
      (form) =>
        form.isDirty() &&
        (currentLocation.pathname !== nextLocation.pathname ||
          form.formAt?.(currentLocation) !== form.formAt?.(nextLocation)),
    ),
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
