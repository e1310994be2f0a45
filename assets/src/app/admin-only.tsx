import type { ReactNode } from "react";
import { useIsAdmin } from "../hooks/use-person";
import { NotFound } from "./not-found";

/** A form that the server would refuse is not shown, also not by its address. */
export function AdminOnly({ children }: { children: ReactNode }) {
  return useIsAdmin() ? children : <NotFound />;
}
