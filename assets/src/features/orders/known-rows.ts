/** Searches in what the server said before, for the time when it can't be asked. */
import type { CacheState } from "../../api/list-cache";

interface Known {
  id: string;
  updated_at: string;
  archived_at: string | null;
}

const mostShown = 20;

/** The rows that these endpoints have fetched, each as it was seen last. */
export function knownRows<Row extends Known>(
  state: CacheState,
  endpoints: string[],
): Row[] {
  const known = new Map<string, Row>();
  for (const query of Object.values(state.api.queries)) {
    if (!query?.endpointName || !endpoints.includes(query.endpointName)) {
      continue;
    }
    for (const row of rowsOf<Row>(query.data)) {
      const other = known.get(row.id);
      if (other && other.updated_at >= row.updated_at) continue;
      known.set(row.id, row);
    }
  }
  return [...known.values()].filter(({ archived_at }) => archived_at === null);
}

/** A plain list, or the pages of one. */
function rowsOf<Row>(data: unknown): Row[] {
  if (Array.isArray(data)) return data as Row[];
  const pages = (data as { pages?: { rows: Row[] }[] } | undefined)?.pages;
  return pages?.flatMap(({ rows }) => rows) ?? [];
}

/** Words in any order, accents and case ignored, as the server searches. */
export function matching<Row>(
  rows: Row[],
  q: string,
  textsOf: (row: Row) => (string | null)[],
): Row[] {
  const wanted = plain(q).split(/\s+/).filter(Boolean);
  return rows
    .filter((row) => {
      const text = plain(textsOf(row).filter(Boolean).join(" "));
      return wanted.every((word) => text.includes(word));
    })
    .slice(0, mostShown);
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
