/** Who is signed in, and whose shop this is. */
import { api } from "./api";
import type { SetupStatus, User } from "./types";

export const sessionApi = api.injectEndpoints({
  endpoints: (build) => ({
    getSetup: build.query<SetupStatus, void>({
      query: () => "/setup",
      providesTags: ["Setup"],
    }),
    /** The signed-in person; null when nobody is. */
    getMe: build.query<User | null, void>({
      queryFn: async (_arg, _store, _options, fetchWith) => {
        const answer = await fetchWith({ url: "/auth/me", keepsSession: true });
        if (answer.error?.status === 401) return { data: null };
        if (answer.error) return { error: answer.error };
        return { data: answer.data as User };
      },
      providesTags: ["Session"],
    }),
  }),
});

export const { useGetSetupQuery, useGetMeQuery } = sessionApi;
