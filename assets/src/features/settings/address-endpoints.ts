import { api } from "../../api/api";
import type { Reached } from "../../api/types";

const addressApi = api.injectEndpoints({
  endpoints: (build) => ({
    listAddresses: build.query<Reached, void>({
      query: () => "/addresses",
      // A laptop that is carried to another network gets others.
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useListAddressesQuery } = addressApi;
