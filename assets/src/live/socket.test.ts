import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveEvent } from "./events";
import { LiveSocket, type LiveStatus } from "./socket";

class FakeSocket {
  onmessage: ((message: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  isClosed = false;
  constructor(readonly address: string) {}
  close() {
    this.isClosed = true;
  }
  say(event: string, seq: number, data: object = {}) {
    const frame = { event, seq, at: "2026-03-04T10:00:00Z", data };
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  hello(seq: number) {
    this.say("hello", seq, { seq, version: "1" });
  }
}

let sockets: FakeSocket[] = [];
let events: LiveEvent[] = [];
let statuses: LiveStatus[] = [];
let refused = 0;
let live: LiveSocket;

const latest = () => {
  const socket = sockets.at(-1);
  if (!socket) throw new Error("nothing was opened");
  return socket;
};

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  events = [];
  statuses = [];
  refused = 0;
  live = new LiveSocket({
    address: (since) => `ws://shop/api/ws?since=${since}`,
    onEvent: (event) => events.push(event),
    onStatus: (status) => statuses.push(status),
    onRefused: () => (refused += 1),
    random: () => 1,
    open: (address) => {
      const socket = new FakeSocket(address);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  live.start();
});

afterEach(() => {
  live.stop();
  vi.useRealTimers();
});

it("is live after the greeting", () => {
  expect(statuses.at(-1)).toBe("catching-up");
  latest().hello(7);
  expect(statuses.at(-1)).toBe("live");
  expect(latest().address).toContain("since=null");
});

it("hands events on in order, none twice", () => {
  latest().hello(7);
  latest().say("orderDeleted", 8, { id: "a" });
  latest().say("orderDeleted", 8, { id: "a" });
  latest().say("orderDeleted", 6, { id: "b" });
  latest().say("orderDeleted", 9, { id: "c" });
  expect(events.map(({ seq }) => seq)).toEqual([7, 8, 9]);
});

it("ignores frames that are no events", () => {
  latest().onmessage?.({ data: "no json" });
  latest().onmessage?.({ data: "[1]" });
  latest().onmessage?.({ data: new ArrayBuffer(2) });
  expect(events).toEqual([]);
});

describe("after a lost connection", () => {
  beforeEach(() => {
    latest().hello(7);
    latest().say("orderDeleted", 9, { id: "a" });
    latest().onclose?.();
  });

  it("is offline and resumes behind the last event", () => {
    expect(statuses.at(-1)).toBe("offline");
    vi.advanceTimersByTime(400);
    expect(sockets).toHaveLength(2);
    expect(latest().address).toContain("since=9");
  });

  it("waits longer after each failure, and starts over after a greeting", () => {
    vi.advanceTimersByTime(400);
    latest().onclose?.();
    vi.advanceTimersByTime(799);
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(3);
    latest().hello(9);
    latest().onclose?.();
    vi.advanceTimersByTime(400);
    expect(sockets).toHaveLength(4);
  });

  it("is catching up until the replay has arrived", () => {
    vi.advanceTimersByTime(400);
    latest().hello(11);
    expect(statuses.at(-1)).toBe("catching-up");
    latest().say("orderDeleted", 10, { id: "b" });
    expect(statuses.at(-1)).toBe("catching-up");
    latest().say("orderDeleted", 11, { id: "c" });
    expect(statuses.at(-1)).toBe("live");
  });

  it("is live after a moment of silence when the last events are not for us", () => {
    vi.advanceTimersByTime(400);
    latest().hello(11);
    vi.advanceTimersByTime(400);
    expect(statuses.at(-1)).toBe("live");
  });

  it("goes on from the number of a resync, also when it is lower", () => {
    vi.advanceTimersByTime(400);
    latest().hello(3);
    latest().say("resync", 3, { seq: 3 });
    expect(events.at(-1)?.event).toBe("resync");
    latest().say("orderDeleted", 4, { id: "b" });
    expect(events.at(-1)?.seq).toBe(4);
    latest().onclose?.();
    vi.advanceTimersByTime(400);
    expect(latest().address).toContain("since=4");
  });

  it("asks whether the session still holds when it can't even connect", () => {
    expect(refused).toBe(0);
    vi.advanceTimersByTime(400);
    latest().onclose?.();
    expect(refused).toBe(1);
  });
});

it("gives up a connection that never greets", () => {
  vi.advanceTimersByTime(10_000);
  expect(statuses.at(-1)).toBe("offline");
  expect(sockets[0]?.isClosed).toBe(true);
});

it("tries at once when told to, and drops the old connection", () => {
  latest().hello(7);
  const [first] = sockets;
  live.reconnect();
  expect(first?.isClosed).toBe(true);
  expect(sockets).toHaveLength(2);
  first?.say("orderDeleted", 8, { id: "a" });
  first?.onclose?.();
  expect(events.map(({ seq }) => seq)).toEqual([7]);
  vi.advanceTimersByTime(9_000);
  expect(sockets).toHaveLength(2);
});

it("stays silent once stopped", () => {
  latest().hello(7);
  const socket = latest();
  live.stop();
  socket.onclose?.();
  vi.advanceTimersByTime(60_000);
  expect(sockets).toHaveLength(1);
  expect(socket.isClosed).toBe(true);
});
