import { createContext, useContext } from "react";
import type { User } from "../api/types";

export const PersonContext = createContext<User | null>(null);

/** The signed-in person. Only for what stands inside of the shell. */
export function usePerson(): User {
  const person = useContext(PersonContext);
  if (person === null) throw new Error("usePerson needs a signed-in person");
  return person;
}

export function useIsAdmin(): boolean {
  return usePerson().role === "ADMIN";
}

/** Says that the person is about to sign out, so that the session's end surprises nobody. */
export const LeavingContext = createContext<(isLeaving: boolean) => void>(
  () => undefined,
);

export function useSetLeaving(): (isLeaving: boolean) => void {
  return useContext(LeavingContext);
}
