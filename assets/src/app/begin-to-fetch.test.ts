import { expect, test, vi } from "vitest";
import { sessionApi } from "../api/session";
import { serve } from "../testing/handlers";
import { beginToFetch } from "./begin-to-fetch";
import { makeStore } from "./store";

/** What was asked until the page has its first answer. */
async function askedFrom(pathname: string): Promise<string[]> {
  const server = serve({
    "GET /api/setup": () => ({ body: { needed: false } }),
    "GET /api/auth/me": () => ({ body: null }),
  });
  const store = makeStore();
  beginToFetch(store, pathname);
  const setup = store.dispatch(sessionApi.endpoints.getSetup.initiate());
  await vi.waitFor(() => expect(server.asked.length).toBeGreaterThan(0));
  await setup;
  return server.asked.map(({ path }) => path).sort();
}

test("a page finds its first answers under way, and asks for none twice", async () => {
  expect(await askedFrom("/orders")).toEqual(["/api/auth/me", "/api/setup"]);
});

test("where nobody has to be signed in, nobody asks who is", async () => {
  expect(await askedFrom("/login")).toEqual(["/api/setup"]);
});
