import { beforeEach, describe, expect, it, vi } from "vitest";
import { allRows } from "../api/pages";
import { sessionApi } from "../api/session";
import type { Order } from "../api/types";
import { makeStore, type AppStore } from "../app/store";
import { ordersApi } from "../features/orders/endpoints";
import { noFilters, type OrderFilters } from "../features/orders/order-filters";
import { productsApi } from "../features/products/endpoints";
import { aLetterhead, anOrder, aProduct } from "../testing/factories";
import { serve, type TestServer } from "../testing/handlers";
import { applyEvent } from "./apply";
import type { LiveEvent } from "./events";

const first = anOrder({ number: 1001 });
const second = anOrder({ number: 1002, status: "PAID" });
const product = aProduct();
const pending: OrderFilters = { ...noFilters, status: ["PENDING"] };
const search: OrderFilters = { ...noFilters, q: "café" };

let store: AppStore;
let server: TestServer;
let seq = 0;

beforeEach(async () => {
  store = makeStore();
  server = serve({
    "GET /api/setup": () => ({
      body: {
        needed: false,
        shop_name: "S",
        currency: "EUR",
        timezone: "UTC",
        prices_include_tax: true,
        tax_rate: 0,
        day_starts_at: "00:00",
        low_stock: 5,
      },
    }),
    "GET /api/orders": ({ search }) => ({
      body: search.get("status") === "PENDING" ? [first] : [second, first],
    }),
    "GET /api/orders/1001": () => ({ body: first }),
    [`GET /api/orders/${first.id}/events`]: () => ({ body: [] }),
    "GET /api/products": () => ({ body: [product] }),
  });
  await Promise.all([
    store.dispatch(sessionApi.endpoints.getSetup.initiate()),
    store.dispatch(ordersApi.endpoints.listOrders.initiate(noFilters)),
    store.dispatch(ordersApi.endpoints.listOrders.initiate(pending)),
    store.dispatch(ordersApi.endpoints.getOrder.initiate("1001")),
    store.dispatch(ordersApi.endpoints.getTimeline.initiate(first.id)),
  ]);
  server.asked.length = 0;
});

function apply(event: string, data: object) {
  seq += 1;
  const frame = { event, seq, at: "2026-03-04T10:00:00Z", data };
  store.dispatch(applyEvent(frame as LiveEvent, false));
}

function moved(order: Order, part: Partial<Order>) {
  const next = { ...order, version: order.version + 1, ...part };
  apply("orderStatusUpdated", { ...next, previous_status: order.status });
  return next;
}

it("asks again after an interruption for what could not be fetched meanwhile", async () => {
  const away = () => {
    throw new TypeError("network");
  };
  const path = "/api/orders/1002";
  server.on(`GET ${path}`, away);
  await store.dispatch(ordersApi.endpoints.getOrder.initiate("1002"));
  server.on(`GET ${path}`, () => ({ body: second }));
  server.asked.length = 0;
  apply("hello", { seq: 1, version: "1" });
  await vi.waitFor(() =>
    expect(
      ordersApi.endpoints.getOrder.select("1002")(store.getState()).data,
    ).toEqual(second),
  );
  expect(server.asked.map((asked) => asked.path)).toEqual([path]);
});

const numbers = (filters: OrderFilters) =>
  allRows(
    ordersApi.endpoints.listOrders.select(filters)(store.getState()).data,
  ).map(({ number, status }) => `${number} ${status}`);

const opened = () =>
  ordersApi.endpoints.getOrder.select("1001")(store.getState()).data;

describe("an order that moves", () => {
  it("changes in its row and in its open panel", () => {
    moved(first, { status: "PAID", allowed_statuses: ["FULFILLED"] });
    expect(numbers(noFilters)).toEqual(["1002 PAID", "1001 PAID"]);
    expect(opened()).toMatchObject({
      status: "PAID",
      allowed_statuses: ["FULFILLED"],
    });
  });

  it("leaves a list whose filter it no longer meets", () => {
    moved(first, { status: "PAID" });
    expect(numbers(pending)).toEqual([]);
  });

  it("keeps what is newer than the event", () => {
    const paid = moved(first, { status: "PAID", version: 3 });
    apply("orderUpdated", { ...first, version: 2, note: "old" });
    expect(opened()).toEqual(paid);
    expect(numbers(noFilters)).toEqual(["1002 PAID", "1001 PAID"]);
  });

  it("is marked once, not again by its own echo", () => {
    const paid = moved(first, { status: "PAID" });
    const mark = store.getState().live.marks[first.id];
    expect(mark).toBeDefined();
    apply("orderStatusUpdated", { ...paid, previous_status: "PENDING" });
    expect(store.getState().live.marks[first.id]).toEqual(mark);
  });

  it("brings its timeline up to date", async () => {
    moved(first, { status: "PAID" });
    await vi.waitFor(() =>
      expect(server.asked.map(({ path }) => path)).toContain(
        `/api/orders/${first.id}/events`,
      ),
    );
  });
});

it("puts a new order on top of the lists it belongs to", () => {
  apply("orderStatusUpdated", {
    ...anOrder({ number: 1003 }),
    previous_status: null,
  });
  expect(numbers(noFilters)).toEqual([
    "1003 PENDING",
    "1002 PAID",
    "1001 PENDING",
  ]);
  expect(numbers(pending)).toEqual(["1003 PENDING", "1001 PENDING"]);
});

it("takes a deleted order out of every list", () => {
  apply("orderDeleted", { id: first.id, number: first.number });
  expect(numbers(noFilters)).toEqual(["1002 PAID"]);
  expect(numbers(pending)).toEqual([]);
});

it("asks the server whether a search finds a new order", async () => {
  await store.dispatch(ordersApi.endpoints.listOrders.initiate(search));
  server.asked.length = 0;
  apply("orderStatusUpdated", {
    ...anOrder({ number: 1003 }),
    previous_status: null,
  });
  expect(numbers(search)).toEqual(["1002 PAID", "1001 PENDING"]);
  await vi.waitFor(() =>
    expect(server.asked.map(({ search }) => search.get("q"))).toContain("café"),
  );
});

it("fetches everything anew after a resync, and only then", async () => {
  apply("hello", { seq: 1, version: "1" });
  expect(server.asked).toEqual([]);
  apply("resync", { seq: 1 });
  await vi.waitFor(() => expect(server.asked).toHaveLength(5));
});

it("brings the shop's new name to every page, and asks anew only for what its rules decide", async () => {
  const setup = () =>
    sessionApi.endpoints.getSetup.select()(store.getState()).data;
  apply("shopUpdated", aLetterhead({ name: "Rye & Co", low_stock: 5 }));
  expect(setup()).toMatchObject({ shop_name: "Rye & Co", timezone: "UTC" });
  expect(server.asked).toEqual([]);
  apply("shopUpdated", aLetterhead({ name: "Rye & Co", low_stock: 6 }));
  await vi.waitFor(() =>
    expect(server.asked.map(({ path }) => path)).toEqual([
      "/api/orders",
      "/api/orders",
    ]),
  );
});

it("changes the stock in the list of products", async () => {
  const all = { q: "", archived: false, low_stock: false };
  await store.dispatch(productsApi.endpoints.listProducts.initiate(all));
  apply("productUpdated", {
    ...product,
    stock: 5,
    updated_at: "2026-03-04T11:00:00.000Z",
  });
  const { data } = productsApi.endpoints.listProducts.select(all)(
    store.getState(),
  );
  expect(allRows(data).map(({ stock }) => stock)).toEqual([5]);
});

it("ignores events that it does not know", () => {
  apply("somethingNew", { id: "x" });
  expect(numbers(noFilters)).toEqual(["1002 PAID", "1001 PENDING"]);
});
