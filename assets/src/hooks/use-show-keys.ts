import { createContext, useContext } from "react";

/** Opens the list of all single keys; it belongs to the shell, which hands it to the pages. */
export const ShowKeysContext = createContext<() => void>(() => undefined);

export function useShowKeys(): () => void {
  return useContext(ShowKeysContext);
}
