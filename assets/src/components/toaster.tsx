import { lazy, Suspense, useSyncExternalStore } from "react";
import { hasToasts, onFirstToast } from "./toast";

const Notifications = lazy(async () => ({
  default: (await import("@mantine/notifications")).Notifications,
}));

/** No toast waits for another: what it offers might be over by the time it appears. */
const most = 50;

/** Where toasts appear; loaded with the first one. */
export function Toaster() {
  const isUsed = useSyncExternalStore(onFirstToast, hasToasts);
  return isUsed ? (
    <Suspense>
      <Notifications position="bottom-center" limit={most} />
    </Suspense>
  ) : null;
}
