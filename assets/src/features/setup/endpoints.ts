import { api } from "../../api/api";
import type { SetupRequest, SignedIn } from "../../api/types";

export const setupApi = api.injectEndpoints({
  endpoints: (build) => ({
    setUp: build.mutation<SignedIn, SetupRequest>({
      query: (body) => ({
        url: "/setup",
        method: "POST",
        body,
        keepsSession: true,
      }),
    }),
  }),
});

export const { useSetUpMutation } = setupApi;
