import { sessionApi } from "../api/session";
import type { AppStore } from "./store";

/** Pages that nobody has to be signed in for. */
const open = ["/login", "/setup"];

/** Asks what every page asks first, before there is one: the answers come while the page is still fetched. */
export function beginToFetch({ dispatch }: AppStore, pathname: string) {
  const { getSetup, getMe } = sessionApi.endpoints;
  void dispatch(getSetup.initiate(undefined, { subscribe: false }));
  if (!open.includes(pathname)) {
    void dispatch(getMe.initiate(undefined, { subscribe: false }));
  }
}
