import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** A search, and what is switched on. */
export type NamedFilters<Flag extends string> = { q: string } & Record<
  Flag,
  boolean
>;

/** The filters of products or customers, kept in the address bar under their own names. */
export function useNamedFilters<Flag extends string>(flags: readonly Flag[]) {
  const [search, setSearch] = useSearchParams();
  const q = search.get("q") ?? "";
  const switches = flags.map((flag) => [flag, search.get(flag) === "true"]);
  const filters = { q, ...Object.fromEntries(switches) } as NamedFilters<Flag>;
  const setFilters = useCallback(
    (next: NamedFilters<Flag>) => {
      const params = new URLSearchParams();
      if (next.q !== "") params.set("q", next.q);
      for (const flag of flags) if (next[flag]) params.set(flag, "true");
      // Each letter of a search is no step of its own for Back.
      setSearch(params, { replace: next.q !== q && q !== "" });
    },
    [flags, q, setSearch],
  );
  return { filters, setFilters };
}
