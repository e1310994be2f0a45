import { lazy, Suspense, useState } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { useGetMeQuery } from "../api/session";
import type { User } from "../api/types";
import { LeavingContext, PersonContext } from "../hooks/use-person";
import { useRetry } from "../hooks/use-retry";
import { ServerAway } from "./server-away";

const SignInDialog = lazy(async () => ({
  default: (await import("./sign-in-dialog")).SignInDialog,
}));

/**
 * Lets in who is signed in. A session that ends during the work asks for a sign-in over
 * the page, so that what was typed stays; without one before, the sign-in page asks.
 */
export function RequireSession() {
  const location = useLocation();
  const { data: me, isError, refetch } = useGetMeQuery();
  const hasFailed = useRetry(isError && me === undefined, refetch);
  const [last, setLast] = useState<User | null>(null);
  if (me && me !== last) setLast(me);
  const person = me ?? last;
  const [isLeaving, setIsLeaving] = useState(false);
  if (me === null && isLeaving) return <Navigate to="/login" replace />;
  if (me === undefined && person === null) {
    return hasFailed ? <ServerAway /> : null;
  }
  if (person === null) {
    const from = location.pathname + location.search;
    return <Navigate to="/login" replace state={{ from }} />;
  }
  return (
    <PersonContext value={person}>
      <LeavingContext value={setIsLeaving}>
        <Outlet key={person.id} />
      </LeavingContext>
      {me === null && (
        <Suspense>
          <SignInDialog person={person} />
        </Suspense>
      )}
    </PersonContext>
  );
}
