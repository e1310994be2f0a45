import { useSearchParams } from "react-router";
import type { DocumentBrief } from "../../api/types";

export type DocumentKind = DocumentBrief["kind"];

export const documentKinds: readonly DocumentKind[] = [
  "invoice",
  "credit_note",
];

export interface DocumentFilters {
  kind: DocumentKind | null;
  from: string | null;
  to: string | null;
}

export const noFilters: DocumentFilters = { kind: null, from: null, to: null };

const day = /^\d{4}-\d{2}-\d{2}$/;

/** The filters of the list, kept in the address bar. */
export function useDocumentFilters() {
  const [search, setSearch] = useSearchParams();
  const dayOf = (name: string) => {
    const text = search.get(name);
    return text !== null && day.test(text) ? text : null;
  };
  const filters: DocumentFilters = {
    kind: documentKinds.find((kind) => kind === search.get("kind")) ?? null,
    from: dayOf("from"),
    to: dayOf("to"),
  };
  const setFilters = (next: DocumentFilters) =>
    setSearch(
      Object.entries(next).flatMap(([name, value]: [string, string | null]) =>
        value === null ? [] : [[name, value] as [string, string]],
      ),
    );
  return { filters, setFilters };
}
