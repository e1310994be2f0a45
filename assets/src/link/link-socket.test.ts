import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problem, serve, type TestServer } from "../testing/handlers";
import { LinkSocket, type LinkStatus } from "./link-socket";

const path = "/api/status/token";
const asProblem = { "Content-Type": "application/problem+json" };

class FakeSocket {
  onmessage: ((message: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  isClosed = false;
  close() {
    this.isClosed = true;
  }
  show(data: object) {
    const at = "2026-03-04T10:00:00Z";
    const frame = { event: "statusUpdated", at, data };
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

let sockets: FakeSocket[];
let shown: object[];
let statuses: LinkStatus[];
let server: TestServer;
let link: LinkSocket<object>;

const latest = () => {
  const socket = sockets.at(-1);
  if (!socket) throw new Error("nothing was opened");
  return socket;
};

const paid = { status: "PAID" };
const pending = { status: "PENDING" };

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  shown = [];
  statuses = [];
  server = serve({ [`GET ${path}`]: () => ({ body: pending }) });
  link = new LinkSocket<object>({
    path,
    onData: (data) => shown.push(data),
    onStatus: (status) => statuses.push(status),
    random: () => 1,
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  link.start();
});

afterEach(() => {
  link.stop();
  vi.useRealTimers();
});

it("shows what comes, each change once", () => {
  latest().show(pending);
  latest().show(pending);
  latest().show(paid);
  expect(shown).toEqual([pending, paid]);
  expect(statuses.at(-1)).toBe("live");
  expect(server.asked).toEqual([]);
});

it("connects again when the connection is lost, and shows what holds meanwhile", async () => {
  latest().show(paid);
  latest().onclose?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(shown).toEqual([paid, pending]);
  expect(statuses.at(-1)).toBe("connecting");
  await vi.advanceTimersByTimeAsync(400);
  expect(sockets).toHaveLength(2);
  latest().show(paid);
  expect(statuses.at(-1)).toBe("live");
});

it("is offline while the server is away, for months if need be, and comes back", async () => {
  latest().show(paid);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  for (let tries = 0; tries < 50; tries += 1) {
    latest().onclose?.();
    await vi.advanceTimersByTimeAsync(10_000);
  }
  expect(statuses.at(-1)).toBe("offline");
  expect(sockets).toHaveLength(51);
  latest().show(pending);
  expect(statuses.at(-1)).toBe("live");
});

describe("a link that no longer counts", () => {
  beforeEach(() => {
    server.on(`GET ${path}`, () => ({
      status: 404,
      body: problem(404, "not_found", "There is no such link."),
      headers: asProblem,
    }));
  });

  it("is the end", async () => {
    latest().show(paid);
    latest().onclose?.();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(statuses.at(-1)).toBe("gone");
    expect(sockets).toHaveLength(1);
    expect(server.asked).toHaveLength(1);
  });

  it("is not what a proxy says in its own words", async () => {
    server.on(`GET ${path}`, () => ({ status: 404, body: "not here" }));
    latest().onclose?.();
    await vi.advanceTimersByTimeAsync(400);
    expect(statuses).not.toContain("gone");
    expect(sockets).toHaveLength(2);
  });
});

it("asks now and then, and gives up a connection that keeps still about what is new", async () => {
  const first = latest();
  first.show(paid);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.asked).toHaveLength(1);
  expect(shown.at(-1)).toEqual(pending);
  expect(first.isClosed).toBe(true);
  await vi.advanceTimersByTimeAsync(400);
  expect(sockets).toHaveLength(2);
});

it("gives up a connection that never opens", async () => {
  const first = latest();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(first.isClosed).toBe(true);
});

it("is quiet once it was stopped", async () => {
  link.stop();
  latest().onclose?.();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sockets).toHaveLength(1);
  expect(server.asked).toEqual([]);
});
