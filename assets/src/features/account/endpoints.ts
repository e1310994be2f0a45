import { api } from "../../api/api";
import type { LoginRequest, PasswordChange, SignedIn } from "../../api/types";

// The session is a cookie that scripts cannot read. The answer's token is for scripts
// outside of the browser and is not kept here.
export const accountApi = api.injectEndpoints({
  endpoints: (build) => ({
    signIn: build.mutation<SignedIn, LoginRequest>({
      query: (body) => ({
        url: "/auth/login",
        method: "POST",
        body,
        keepsSession: true,
      }),
    }),
    signInByLink: build.mutation<SignedIn, string>({
      query: (token) => ({
        url: "/auth/link",
        method: "POST",
        body: { token },
        keepsSession: true,
      }),
    }),
    signOut: build.mutation<null, void>({
      query: () => ({
        url: "/auth/logout",
        method: "POST",
        keepsSession: true,
      }),
    }),
    changePassword: build.mutation<null, PasswordChange>({
      query: (body) => ({ url: "/auth/password", method: "POST", body }),
    }),
  }),
});

export const {
  useSignInMutation,
  useSignInByLinkMutation,
  useSignOutMutation,
  useChangePasswordMutation,
} = accountApi;
