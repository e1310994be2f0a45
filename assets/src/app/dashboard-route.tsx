import { Navigate } from "react-router";
import { DashboardPage } from "../features/dashboard/dashboard-page";
import { StatusBadge } from "../features/orders/status-badge";
import { useIsAdmin } from "../hooks/use-person";

/** The shop's start is its dashboard; a customer's are their orders. */
export function DashboardRoute() {
  if (!useIsAdmin()) return <Navigate to="/orders" replace />;
  return (
    <DashboardPage showStatus={(status) => <StatusBadge status={status} />} />
  );
}
