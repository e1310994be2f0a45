import { api } from "../../api/api";
import type { Page } from "../../api/pages";
import type { DocumentBrief } from "../../api/types";
import type { DocumentFilters } from "./document-filters";

export const documentsApi = api.injectEndpoints({
  endpoints: (build) => ({
    listDocuments: build.infiniteQuery<
      Page<DocumentBrief>,
      DocumentFilters,
      string | null
    >({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (page) => page.next,
      },
      query: ({ queryArg: { kind, from, to }, pageParam }) =>
        pageParam === null
          ? {
              url: "/documents",
              params: {
                kind: kind ?? undefined,
                from: from ?? undefined,
                to: to ?? undefined,
              },
            }
          : { url: pageParam },
      transformResponse: (rows: DocumentBrief[], meta) => ({
        rows,
        next: meta?.next ?? null,
      }),
      // Each time the page is opened: no event tells of a document.
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useListDocumentsInfiniteQuery } = documentsApi;
