import { beforeEach, expect, it, vi } from "vitest";
import { reportErrors } from "./report-errors";

const fetching = vi.fn<typeof fetch>();
let stop: AbortController;

beforeEach(() => {
  stop?.abort();
  stop = new AbortController();
  const listen = window.addEventListener.bind(window);
  vi.spyOn(window, "addEventListener").mockImplementation(
    (type: string, listener: EventListenerOrEventListenerObject) => {
      listen(type, listener, { signal: stop.signal });
    },
  );
  fetching.mockReset().mockResolvedValue(new Response(null, { status: 204 }));
  vi.stubGlobal("fetch", fetching);
  window.history.replaceState(null, "", "/orders/1001?q=anna#token=secret");
});

const reports = () =>
  fetching.mock.calls.map(
    ([, init]) => JSON.parse(String(init?.body)) as Record<string, string>,
  );

it("reports an uncaught error, without the query and the fragment", () => {
  reportErrors();
  const error = new TypeError("x is not a function");
  window.dispatchEvent(new ErrorEvent("error", { error }));
  expect(fetching.mock.calls[0]?.[0]).toBe("/api/client-errors");
  expect(reports()).toEqual([
    {
      message: "TypeError: x is not a function",
      stack: error.stack,
      url: `${window.location.origin}/orders/1001`,
    },
  ]);
});

it("reports a promise that nobody caught", () => {
  reportErrors();
  window.dispatchEvent(
    Object.assign(new Event("unhandledrejection"), { reason: "gone" }),
  );
  expect(reports()[0]?.message).toBe("gone");
});

it("says the same once, and little in all", () => {
  reportErrors();
  const fail = (error: Error) =>
    window.dispatchEvent(new ErrorEvent("error", { error }));
  fail(new Error("again"));
  fail(new Error("again"));
  for (let i = 0; i < 9; i++) fail(new Error(`other ${i}`));
  expect(reports()).toHaveLength(3);
});

it("stays quiet when the report is lost", async () => {
  fetching.mockRejectedValue(new TypeError("no network"));
  reportErrors();
  window.dispatchEvent(new ErrorEvent("error", { message: "lost" }));
  await Promise.resolve();
  expect(fetching).toHaveBeenCalledTimes(1);
});
