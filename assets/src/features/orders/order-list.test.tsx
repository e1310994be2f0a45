import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { Order } from "../../api/types";
import { anOrder, aUser } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { forgetOrder, rememberOrder } from "./cache";
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
    await screen.findByText("Create the first one, or import products first."),
  ).toBeVisible();
  expect(screen.getByRole("link", { name: "New order" })).toBeVisible();
  expect(screen.getByRole("link", { name: "Import products" })).toHaveAttribute(
    "href",
    "/products?import",
  );
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
  const many = (count: number, from: number) =>
    Array.from({ length: count }, (_, index) =>
      anOrder({ number: from - index }),
    );

  const answer = (first: number) => {
    server.on("GET /api/orders", ({ search }) =>
      search.get("cursor") === "abc"
        ? { body: many(5, 1005) }
        : {
            body: many(first, 1005 + first),
            headers: { Link: '</api/orders?cursor=abc&limit=50>; rel="next"' },
          },
    );
  };

  it("draws what is in view alone, and asks for no more than that", async () => {
    answer(100);
    open();
    expect(await screen.findByRole("link", { name: "1105" })).toBeVisible();
    expect(screen.queryByRole("link", { name: "1006" })).toBeNull();
    expect(screen.getByRole("table")).toHaveAttribute("aria-rowcount", "-1");
    expect(asked()).toHaveLength(1);
  });

  it("fetches on when the end comes near, more at a time", async () => {
    answer(20);
    open();
    expect(await screen.findByRole("link", { name: "1001" })).toBeVisible();
    expect(asked()[1]?.search.get("limit")).toBe("200");
    expect(screen.getByRole("table")).toHaveAttribute("aria-rowcount", "26");
  });
});

describe("while the pointer is among the rows", () => {
  const shown = [anOrder({ number: 1002 }), anOrder({ number: 1001 })] as const;
  const begin = async (search = "") => {
    server.on("GET /api/orders", () => ({ body: shown }));
    const view = open(search);
    await screen.findByRole("link", { name: "1001" });
    fireEvent.pointerMove(screen.getByRole("table"));
    return view;
  };
  const numbers = () =>
    screen
      .getAllByRole("row")
      .slice(1)
      .map((row) => within(row).getByRole("link").textContent);

  it("lets new orders wait behind a button that brings them", async () => {
    const { store, user } = await begin();
    act(() => {
      store.dispatch(rememberOrder(anOrder({ number: 1003 })));
      store.dispatch(rememberOrder(anOrder({ number: 1004 })));
    });
    expect(numbers()).toEqual(["1002", "1001"]);
    await user.click(screen.getByRole("button", { name: "2 new orders" }));
    expect(numbers()).toEqual(["1004", "1003", "1002", "1001"]);
  });

  it("shows another list at once when the filters change", async () => {
    const { user } = await begin();
    server.on("GET /api/orders", ({ search }) => ({
      body:
        search.get("status") === "PAID"
          ? [anOrder({ number: 1007, status: "PAID" })]
          : shown,
    }));
    fireEvent.pointerMove(screen.getByRole("table"));
    await user.click(screen.getByRole("button", { name: /^Paid/ }));
    expect(await screen.findByRole("link", { name: "1007" })).toBeVisible();
    expect(numbers()).toEqual(["1007"]);
  });

  it("follows a row that left through all that becomes of it", async () => {
    const { store } = await begin("?status=PENDING");
    for (const [version, status] of [
      [2, "PAID"],
      [3, "FULFILLED"],
    ] as const) {
      act(() => {
        store.dispatch(rememberOrder({ ...shown[0], status, version }));
      });
    }
    expect(screen.getByRole("row", { name: /1002.*Fulfilled/ })).toBeVisible();
  });

  it("keeps a row that no longer fits in its place, as it is by now", async () => {
    const { store } = await begin("?status=PENDING");
    act(() => {
      store.dispatch(
        rememberOrder({ ...shown[0], status: "PAID", version: 2 }),
      );
    });
    expect(numbers()).toEqual(["1002", "1001"]);
    expect(screen.getByRole("row", { name: /1002.*Paid/ })).toBeVisible();
    fireEvent.pointerLeave(screen.getByRole("table"));
    expect(numbers()).toEqual(["1001"]);
  });
});

describe("selected orders", () => {
  const orders = [1005, 1004, 1003, 1002, 1001].map((number) =>
    anOrder({ number }),
  );
  const box = (number: number) =>
    screen.getByRole("checkbox", { name: `Select order ${number}` });

  beforeEach(() => {
    server.on("GET /api/orders", () => ({ body: orders }));
    for (const order of orders) {
      server.on(`PATCH /api/orders/${order.id}`, () =>
        order.number === 1003
          ? {
              status: 400,
              body: problem(400, "invalid_status", "It is already cancelled."),
            }
          : { body: { ...order, status: "PAID", version: 2 } },
      );
    }
  });

  it("are moved together, and each refusal is told with its reason", async () => {
    const { user } = open();
    await user.click(
      await screen.findByRole("checkbox", { name: "Select order 1005" }),
    );
    await user.keyboard("{Shift>}");
    await user.click(box(1002));
    await user.keyboard("{/Shift}");
    expect(await screen.findByText("4 selected")).toBeVisible();
    expect(box(1001)).not.toBeChecked();
    await user.click(screen.getByRole("button", { name: "Mark paid" }));
    const dialog = within(
      await screen.findByRole("dialog", { name: "3 paid, 1 refused" }),
    );
    expect(dialog.getByText("It is already cancelled.")).toBeVisible();
    expect(dialog.getByRole("link", { name: "1003" })).toBeVisible();
    const patched = server.asked.filter(({ method }) => method === "PATCH");
    expect(patched).toHaveLength(4);
  });

  it("are no longer those that left the list", async () => {
    const { user, store } = open("?status=PENDING");
    await user.click(
      await screen.findByRole("checkbox", { name: "Select order 1005" }),
    );
    await user.click(box(1004));
    expect(await screen.findByText("2 selected")).toBeVisible();
    act(() => {
      store.dispatch(
        rememberOrder({ ...orders[0], status: "PAID", version: 2 } as Order),
      );
    });
    expect(await screen.findByText("1 selected")).toBeVisible();
  });

  it("are told what became of them also when the list is empty then", async () => {
    for (const order of orders) {
      server.on(`PATCH /api/orders/${order.id}`, () =>
        order.number === 1003
          ? { status: 404, body: problem(404, "not_found", "It is gone.") }
          : { body: { ...order, status: "PAID", version: 2 } },
      );
    }
    const { user, store } = open("?status=PENDING");
    await user.click(
      await screen.findByRole("checkbox", { name: "Select all shown" }),
    );
    await user.click(await screen.findByRole("button", { name: "Mark paid" }));
    act(() => {
      store.dispatch(forgetOrder(orders[2]?.id ?? ""));
    });
    expect(
      await screen.findByRole("dialog", { name: "4 paid, 1 refused" }),
    ).toBeVisible();
  });

  it("are the others when one is taken away from all that match", async () => {
    server.on("GET /api/orders/counts", () => ({
      body: { counts: [{ status: "PENDING", orders: 205 }], is_exact: true },
    }));
    const { user } = open("?status=PENDING");
    await user.click(
      await screen.findByRole("checkbox", { name: "Select order 1005" }),
    );
    await user.click(
      await screen.findByRole("button", { name: "Select all 205 that match" }),
    );
    await user.click(box(1003));
    expect(screen.getByText("4 selected")).toBeVisible();
    expect(box(1003)).not.toBeChecked();
    expect(box(1004)).toBeChecked();
  });

  it("can be all that match, also those that are not on screen", async () => {
    server.on("GET /api/orders/counts", () => ({
      body: { counts: [{ status: "PENDING", orders: 205 }], is_exact: true },
    }));
    const { user } = open("?status=PENDING");
    await user.click(
      await screen.findByRole("checkbox", { name: "Select order 1005" }),
    );
    await user.click(
      await screen.findByRole("button", { name: "Select all 205 that match" }),
    );
    expect(screen.getByText("205 selected")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Mark fulfilled" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("Mark 205 orders fulfilled?")).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Mark fulfilled" }));
    await waitFor(() => {
      const patched = server.asked.filter(({ method }) => method === "PATCH");
      expect(patched).toHaveLength(orders.length);
    });
    const gathered = asked().find(
      ({ search }) => search.get("limit") === "200",
    );
    expect(gathered?.search.get("status")).toBe("PENDING");
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
