import { Navigate, useNavigate } from "react-router";
import { useGetSetupQuery } from "../api/session";
import { SetupPage } from "../features/setup/setup-page";

export function SetupRoute() {
  const navigate = useNavigate();
  const { data: setup } = useGetSetupQuery();
  if (setup && !setup.needed) return <Navigate to="/orders" replace />;
  return (
    <SetupPage onDone={() => void navigate("/orders", { replace: true })} />
  );
}
