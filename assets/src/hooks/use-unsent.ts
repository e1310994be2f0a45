import { useSelector } from "react-redux";

type State = { outbox: { kept: readonly unknown[] } };

/** How many orders wait in this browser for the server. */
export function useUnsent(): number {
  return useSelector(({ outbox }: State) => outbox.kept.length);
}
