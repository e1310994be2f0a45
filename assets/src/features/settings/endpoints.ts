import { api } from "../../api/api";
import type { Page } from "../../api/pages";
import type { ApiToken, CreatedApiToken, NewApiToken } from "../../api/types";

export const settingsApi = api.injectEndpoints({
  endpoints: (build) => ({
    listTokens: build.infiniteQuery<Page<ApiToken>, void, string | null>({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (page) => page.next,
      },
      query: ({ pageParam }) => ({ url: pageParam ?? "/tokens" }),
      transformResponse: (rows: ApiToken[], meta) => ({
        rows,
        next: meta?.next ?? null,
      }),
      providesTags: ["ApiTokenList"],
    }),
    createToken: build.mutation<CreatedApiToken, NewApiToken>({
      query: (body) => ({ url: "/tokens", method: "POST", body }),
      invalidatesTags: ["ApiTokenList"],
    }),
    deleteToken: build.mutation<null, string>({
      query: (id) => ({ url: `/tokens/${id}`, method: "DELETE" }),
      // Also after a refusal: another admin may have been faster.
      invalidatesTags: ["ApiTokenList"],
    }),
  }),
});

export const {
  useListTokensInfiniteQuery,
  useCreateTokenMutation,
  useDeleteTokenMutation,
} = settingsApi;
