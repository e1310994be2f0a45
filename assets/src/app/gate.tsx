import { useState } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { useGetSetupQuery } from "../api/session";
import type { SetupStatus } from "../api/types";
import { useRetry } from "../hooks/use-retry";
import { ShopContext } from "../hooks/use-shop";
import { ServerAway } from "./server-away";

/** Fetches once whose shop this is; until an admin exists, every page leads to the setup. */
export function Gate() {
  const { pathname } = useLocation();
  const { data, isError, refetch } = useGetSetupQuery();
  const hasFailed = useRetry(isError, refetch);
  // Kept while the cache is emptied for another person: the page must not vanish then.
  const [setup, setSetup] = useState<SetupStatus | undefined>(data);
  if (data && data !== setup) setSetup(data);
  if (!setup) return hasFailed ? <ServerAway /> : null;
  if (setup.needed && pathname !== "/setup") {
    return <Navigate to="/setup" replace />;
  }
  return (
    <ShopContext value={setup}>
      <Outlet />
    </ShopContext>
  );
}
