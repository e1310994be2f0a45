import { lazy, Suspense, useSyncExternalStore } from "react";
import { hasToasts, onFirstToast } from "./toast";

const Notifications = lazy(async () => ({
  default: (await import("@mantine/notifications")).Notifications,
}));

/** Where toasts appear; loaded with the first one. */
export function Toaster() {
  const isUsed = useSyncExternalStore(onFirstToast, hasToasts);
  return isUsed ? (
    <Suspense>
      <Notifications position="bottom-center" limit={3} />
    </Suspense>
  ) : null;
}
