import { api } from "../../api/api";
import type { Product, Summary } from "../../api/types";

export const dashboardApi = api.injectEndpoints({
  endpoints: (build) => ({
    getSummary: build.query<Summary, void>({
      query: () => "/reports/summary",
      providesTags: ["Summary"],
      // Figures of this morning beat none while newer ones are on their way.
      keepUnusedDataFor: 24 * 60 * 60,
    }),
    /** What a shop without orders has to do first. */
    hasProducts: build.query<boolean, void>({
      query: () => ({ url: "/products", params: { limit: 1 } }),
      transformResponse: (products: Product[]) => products.length > 0,
      providesTags: ["Choices"],
    }),
  }),
});

export const { useGetSummaryQuery, useHasProductsQuery } = dashboardApi;
