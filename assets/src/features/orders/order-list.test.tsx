import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { anOrder, aUser } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { OrdersPage } from "./orders-page";

let server: TestServer;

beforeEach(() => {
  server = serve({ "GET /api/orders": () => ({ body: [] }) });
});

function open(search = "", options: Parameters<typeof show>[1] = {}) {
  return show([{ path: "/orders/:number?", element: <OrdersPage /> }], {
    at: `/orders${search}`,
    ...options,
  });
}

const asked = () => server.asked.filter(({ path }) => path === "/api/orders");

it("shows the place of the rows while they are on their way", () => {
  server.on("GET /api/orders", () => new Promise(() => undefined));
  open();
  expect(screen.getByRole("status", { name: "Loading" })).toBeVisible();
});

it("says what to do when there are no orders", async () => {
  open();
  expect(
    await screen.findByText("Create the first one, or add products first."),
  ).toBeVisible();
  expect(screen.getByRole("link", { name: "New order" })).toBeVisible();
});

it("offers to clear the filters when none matches", async () => {
  const { user, router } = open("?status=PAID&q=beans&sort=total");
  expect(await screen.findByText("No order matches")).toBeVisible();
  const [first] = screen.getAllByRole("button", { name: "Clear filters" });
  await user.click(first as HTMLElement);
  expect(router.state.location.search).toBe("?sort=total");
});

it("has words of its own for a customer, and no button", async () => {
  open("", { person: aUser() });
  expect(await screen.findByText(/^Your orders appear here/)).toBeVisible();
  expect(screen.queryByRole("link", { name: "New order" })).toBeNull();
});

it("says why the list could not be loaded, and tries again", async () => {
  server.on("GET /api/orders", () => ({
    status: 503,
    body: problem(503, "storage", "The database is locked."),
  }));
  const { user } = open();
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByText("The database is locked.")).toBeVisible();
  server.on("GET /api/orders", () => ({ body: [anOrder({ number: 1001 })] }));
  await user.click(alert.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "1001" })).toBeVisible();
});

it("asks the server for what the address says", async () => {
  open("?status=PAID,PENDING&q=beans&from=2026-03-01&sort=-total");
  await waitFor(() => expect(asked()).toHaveLength(1));
  expect(Object.fromEntries(asked()[0]?.search ?? [])).toEqual({
    status: "PENDING,PAID",
    q: "beans",
    from: "2026-03-01",
    sort: "-total",
  });
});

it("searches while typing, and keeps the words in the address", async () => {
  const { user, router } = open();
  await user.type(screen.getByRole("searchbox", { name: "Search" }), "café");
  await waitFor(() => expect(asked().at(-1)?.search.get("q")).toBe("café"));
  expect(new URLSearchParams(router.state.location.search).get("q")).toBe(
    "café",
  );
  // Not one request for each letter.
  expect(asked().length).toBeLessThanOrEqual(3);
});

describe("a list of several pages", () => {
  it("follows the link to the next one when its end comes near", async () => {
    let reachEnd = () => {};
    vi.stubGlobal(
      "IntersectionObserver",
      class {
        constructor(callback: (entries: object[]) => void) {
          reachEnd = () => callback([{ isIntersecting: true }]);
        }
        observe() {}
        disconnect() {}
      },
    );
    server.on("GET /api/orders", ({ search }) =>
      search.get("cursor") === "abc"
        ? { body: [anOrder({ number: 1001 })] }
        : {
            body: [anOrder({ number: 1002 })],
            headers: { Link: '</api/orders?cursor=abc&limit=1>; rel="next"' },
          },
    );
    open();
    expect(await screen.findByRole("link", { name: "1002" })).toBeVisible();
    expect(screen.queryByRole("link", { name: "1001" })).toBeNull();
    reachEnd();
    expect(await screen.findByRole("link", { name: "1001" })).toBeVisible();
    expect(screen.getAllByRole("row")).toHaveLength(3);
  });
});

it("moves an order from its row and says so", async () => {
  const order = anOrder({ number: 1001 });
  server.on("GET /api/orders", () => ({ body: [order] }));
  server.on(`PATCH /api/orders/${order.id}`, () => ({
    body: { ...order, status: "PAID", version: 2, allowed_statuses: [] },
  }));
  const { user } = open();
  await user.click(
    await screen.findByRole("button", { name: "Mark paid: Order 1001" }),
  );
  expect(await screen.findByText("Order 1001 is paid.")).toBeVisible();
  expect(screen.getByRole("row", { name: /1001.*Paid/ })).toBeVisible();
});
