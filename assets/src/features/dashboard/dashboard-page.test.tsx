import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Summary } from "../../api/types";
import { makeStore } from "../../app/store";
import { applyEvent } from "../../live/apply";
import { statusChanged } from "../../live/live-slice";
import { anOrder, aProduct, aSummary } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { DashboardPage } from "./dashboard-page";
import { restMs } from "../../live/use-refetch-on-change";

let server: TestServer;
let summary: Summary;

beforeEach(() => {
  summary = aSummary();
  server = serve({
    "GET /api/reports/summary": () => ({ body: summary }),
    "GET /api/products": () => ({ body: [] }),
  });
});

const dashboard = <DashboardPage showStatus={(status) => status} />;
const open = (store = makeStore()) => show(dashboard, { store });
const section = async (name: string) =>
  within(await screen.findByRole("region", { name }));
const figure = async (name: string) => {
  const link = await screen.findByRole("link", { name });
  const item = link.closest("li");
  if (!item) throw new Error(`${name} is no figure`);
  return item;
};
const timesAsked = () =>
  server.asked.filter(({ path }) => path === "/api/reports/summary").length;

describe("the figures", () => {
  it("stand beside those of a week ago, also in words", async () => {
    open();
    const orders = await figure("Orders today");
    expect(orders).toHaveTextContent("5");
    expect(orders).toHaveTextContent("+3");
    expect(orders).toHaveTextContent(
      "3 more than last Tuesday by this time, which had 2.",
    );
    const revenue = await figure("Revenue today");
    expect(revenue).toHaveTextContent("€120.50");
    expect(revenue).toHaveTextContent(
      "50% less than last Tuesday by this time, which had €241.00.",
    );
  });

  it("say so when nothing changed, or when there was nothing before", async () => {
    open();
    expect(await figure("Orders this week")).toHaveTextContent(
      "Same as last week",
    );
    const revenue = await figure("Revenue this week");
    expect(revenue).toHaveTextContent("None by now last week");
    expect(revenue).not.toHaveTextContent("%");
  });

  it("lead to the lists behind them", async () => {
    open();
    await figure("Orders today");
    const target = (name: string) =>
      screen.getByRole("link", { name }).getAttribute("href");
    expect(target("Orders today")).toBe(
      "/orders?status=PENDING,PAID,FULFILLED&period=today",
    );
    expect(target("Revenue today")).toBe(
      "/orders?status=PAID,FULFILLED&period=today",
    );
    expect(target("Orders this week")).toBe(
      "/orders?status=PENDING,PAID,FULFILLED&period=week",
    );
    expect(target("Revenue this week")).toBe(
      "/orders?status=PAID,FULFILLED&period=week",
    );
  });
});

it("shows which orders wait longest, and leads to them and to all", async () => {
  summary = aSummary({
    waiting: {
      orders: 17,
      oldest: [
        anOrder({
          number: 1004,
          status: "PAID",
          customer: { id: "c", name: "Corner Café" },
        }),
        anOrder({ number: 1007 }),
      ],
    },
  });
  open();
  const waiting = await section("Waiting longest");
  const [first, second] = waiting.getAllByRole("listitem");
  expect(first).toHaveTextContent(/1004.*Corner Café.*PAID.*€37\.80/);
  expect(second).toHaveTextContent(/1007.*Walk-in.*PENDING/);
  expect(waiting.getByRole("link", { name: "1004" })).toHaveAttribute(
    "href",
    "/orders/1004",
  );
  expect(
    waiting.getByRole("link", { name: "All 17 waiting orders" }),
  ).toHaveAttribute("href", "/orders?status=PENDING,PAID&sort=number");
});

it("names every day of the chart, and leads to its orders", async () => {
  open();
  const chart = await section("Last 14 days");
  const days = chart.getAllByRole("listitem");
  expect(days).toHaveLength(14);
  const today = chart.getByRole("link", {
    name: "Tue, Mar 10: 5 orders, €120.50",
  });
  expect(today).toHaveAttribute(
    "href",
    "/orders?status=PENDING,PAID,FULFILLED&from=2026-03-10&to=2026-03-10",
  );
  expect(today).toHaveAttribute("aria-current", "date");
  expect(
    chart.getByRole("link", { name: "Thu, Feb 26: 1 order, €10.10" }),
  ).not.toHaveAttribute("aria-current");
  // Summed in minor units: 78 × 10.10 + 120.50.
  expect(chart.getByText("83 orders · €908.30")).toBeVisible();
});

it("says what sells and what runs out", async () => {
  const beans = aProduct({ name: "Espresso beans", stock: 0 });
  const cups = aProduct({ name: "Cups", stock: 3 });
  summary = aSummary({
    best_sellers: [
      {
        product_id: beans.id,
        product_name: "Espresso beans",
        quantity: 48,
        amount: 907.2,
      },
    ],
    low_stock: { threshold: 5, products: [beans, cups] },
  });
  open();
  const best = await section("Best sellers");
  expect(best.getByRole("listitem")).toHaveTextContent(
    "Espresso beans48 sold€907.20",
  );
  expect(best.getByRole("link", { name: "Espresso beans" })).toHaveAttribute(
    "href",
    `/products/${beans.id}`,
  );
  const low = await section("Running out");
  const [first, second] = low.getAllByRole("listitem");
  expect(first).toHaveTextContent("Espresso beansSold out");
  expect(second).toHaveTextContent("Cups3 left");
  expect(low.getByRole("link", { name: "Cups" })).toHaveAttribute(
    "href",
    `/products/${cups.id}`,
  );
  expect(low.getByRole("link", { name: "All: Running out" })).toHaveAttribute(
    "href",
    "/products?low_stock=true",
  );
});

it("is calm when there is nothing to do", async () => {
  open();
  expect(await screen.findByText("Nothing is waiting.")).toBeVisible();
  expect(screen.getByText("Nothing sold in the last 7 days.")).toBeVisible();
  expect(screen.getByText("Nothing is running out.")).toBeVisible();
});

describe("a shop without orders", () => {
  beforeEach(() => {
    const counts = summary.counts.map((count) => ({ ...count, orders: 0 }));
    summary = aSummary({ counts });
  });

  it("is told to add products first", async () => {
    open();
    expect(await screen.findByText("Nothing to show yet")).toBeVisible();
    expect(screen.getByRole("link", { name: "Add a product" })).toHaveAttribute(
      "href",
      "/products/new",
    );
  });

  it("is told to create an order once there are products", async () => {
    server.on("GET /api/products", () => ({ body: [aProduct()] }));
    open();
    expect(await screen.findByText(/^Create the first order/)).toBeVisible();
    expect(screen.queryByRole("link", { name: "Add a product" })).toBeNull();
    expect(
      screen.getByRole("link", { name: "Create an order" }),
    ).toHaveAttribute("href", "/orders/new");
  });
});

describe("when the server refuses", () => {
  const refuse = () =>
    server.on("GET /api/reports/summary", () => ({
      status: 503,
      body: problem(503, "storage", "The disk is full."),
    }));

  it("says so in the server's words, and tries again when told", async () => {
    refuse();
    const { user } = open();
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "The disk is full.",
    );
    server.on("GET /api/reports/summary", () => ({ body: summary }));
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await figure("Orders today")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("keeps the last figures on screen", async () => {
    const { store } = open();
    await figure("Orders today");
    refuse();
    act(() => store.dispatch(applyEvent(orderTold(1), false)));
    expect(await screen.findByRole("alert")).toBeVisible();
    expect(await figure("Orders today")).toHaveTextContent("5");
  });
});

it("shows what it knew at once when one comes back, and asks anew", async () => {
  const { store, unmount } = open();
  await figure("Orders today");
  unmount();
  summary = aSummary({ today: { orders: 6, revenue: 150 } });
  open(store);
  expect(screen.getByRole("link", { name: "Orders today" })).toBeVisible();
  await waitFor(async () =>
    expect(await figure("Orders today")).toHaveTextContent("6"),
  );
});

describe("live", () => {
  // Far from where a span begins, so that nothing but what a test does has the figures asked for.
  beforeEach(() => void vi.setSystemTime(new Date("2026-03-10T12:01:00Z")));
  afterEach(() => void vi.useRealTimers());

  it("a told change brings new figures, and is said aloud", async () => {
    const { store } = open();
    await figure("Orders today");
    summary = aSummary({ today: { orders: 6, revenue: 150 } });
    act(() => store.dispatch(applyEvent(orderTold(1), false)));
    await waitFor(async () =>
      expect(await figure("Orders today")).toHaveTextContent("+4"),
    );
    expect(screen.getByText("Today: 6 orders, €150.00.")).toHaveAttribute(
      "aria-live",
      "polite",
    );
  });

  it("a burst costs one question at once and one after a rest", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const { store } = open();
      await figure("Orders today");
      expect(timesAsked()).toBe(1);
      for (let seq = 1; seq <= 20; seq += 1) {
        act(() => store.dispatch(applyEvent(orderTold(seq), false)));
        await act(() => vi.advanceTimersByTimeAsync(10));
      }
      expect(timesAsked()).toBe(2);
      await act(() => vi.advanceTimersByTimeAsync(restMs));
      expect(timesAsked()).toBe(3);
      await act(() => vi.advanceTimersByTimeAsync(3 * restMs));
      expect(timesAsked()).toBe(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it("what is told during a question is asked after it", async () => {
    const { store } = open();
    await figure("Orders today");
    let answer = () => {};
    server.on("GET /api/reports/summary", async () => {
      await new Promise<void>((done) => (answer = done));
      return { body: summary };
    });
    act(() => store.dispatch(applyEvent(orderTold(1), false)));
    await waitFor(() => expect(timesAsked()).toBe(2));
    act(() => store.dispatch(applyEvent(orderTold(2), false)));
    answer();
    await waitFor(() => expect(timesAsked()).toBe(3));
    answer();
  });

  it("asks after a lost connection, and not once the page is left", async () => {
    const { store, unmount } = open();
    await figure("Orders today");
    const light = (status: "offline" | "live") =>
      act(() => store.dispatch(statusChanged({ status, at: Date.now() })));
    light("offline");
    await waitFor(() => expect(timesAsked()).toBe(2));
    light("live");
    await waitFor(() => expect(timesAsked()).toBe(3));
    unmount();
    store.dispatch(applyEvent(orderTold(1), false));
    await Promise.resolve();
    expect(timesAsked()).toBe(3);
  });
});

it("asks anew when the day changes", async () => {
  vi.useFakeTimers({
    now: Date.parse("2026-03-10T23:59:30Z"),
    shouldAdvanceTime: true,
  });
  try {
    open();
    await figure("Orders today");
    expect(screen.getByText(/^Tuesday, March 10, 2026/)).toBeVisible();
    const asked = timesAsked();
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(screen.getByText(/^Wednesday, March 11, 2026/)).toBeVisible();
    expect(timesAsked()).toBe(asked + 1);
  } finally {
    vi.useRealTimers();
  }
});

function orderTold(seq: number) {
  return {
    event: "orderUpdated",
    seq,
    at: "2026-03-10T12:00:00.000Z",
    data: anOrder(),
  } as const;
}
