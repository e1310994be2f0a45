import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Product } from "../../api/types";
import { undoMs } from "../../hooks/remove-later";
import { aProduct } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { rememberProduct } from "./cache";
import { ProductPanel } from "./product-panel";

let product: Product;
let server: TestServer;

beforeEach(() => {
  product = aProduct({ stock: 12 });
  const path = `/api/products/${product.id}`;
  server = serve({
    [`GET ${path}`]: () => ({ body: product }),
    [`GET ${path}/stock`]: () => ({
      body: [
        {
          id: 1,
          at: product.created_at,
          delta: -2,
          stock: 12,
          kind: "order",
          reason: null,
          order_number: 1042,
          actor: { id: "a", name: "Shop owner" },
        },
      ],
    }),
    [`PATCH ${path}`]: ({ body }) => {
      product = { ...product, ...(body as object) };
      return { body: product };
    },
    [`POST ${path}/stock`]: ({ body }) => {
      const { delta } = body as { delta: number };
      product = { ...product, stock: (product.stock ?? 0) + delta };
      return { body: product };
    },
    [`DELETE ${path}`]: () => ({ status: 204 }),
  });
});

function open() {
  return show(
    [
      { path: "/products/:id", element: <ProductPanel /> },
      { path: "/products", element: <p>The list</p> },
    ],
    { at: `/products/${product.id}` },
  );
}

const sent = (method: string) =>
  server.asked.filter((asked) => asked.method === method);

describe("details", () => {
  it("are saved only as far as they differ", async () => {
    const { user } = open();
    const price = await screen.findByRole("textbox", { name: "Price (EUR)" });
    expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
    await user.clear(price);
    await user.type(price, "19,5");
    await user.tab();
    expect(price).toHaveValue("19.50");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent("PATCH")).toHaveLength(1));
    expect(sent("PATCH")[0]?.body).toEqual({ price: 19.5 });
    expect(await screen.findByText("Espresso beans saved.")).toBeVisible();
  });

  it("keep what is typed, and say what someone else did meanwhile", async () => {
    const { user, store } = open();
    const price = await screen.findByRole("textbox", { name: "Price (EUR)" });
    await user.clear(price);
    await user.type(price, "19.50");
    product = {
      ...product,
      name: "Espresso beans, dark",
      price: 21,
      updated_at: "2026-03-04T11:00:00.000Z",
    };
    act(() => void store.dispatch(rememberProduct(product)));
    expect(price).toHaveValue("19.50");
    expect(screen.getByRole("textbox", { name: "Name" })).toHaveValue(
      "Espresso beans, dark",
    );
    const note = screen.getByText("Someone else changed this meanwhile");
    expect(note.parentElement).toHaveTextContent("Price (EUR)21.00");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent("PATCH")).toHaveLength(1));
    expect(sent("PATCH")[0]?.body).toEqual({ price: 19.5 });
  });

  it("say beside the price that it is none, and send nothing", async () => {
    const { user } = open();
    const price = await screen.findByRole("textbox", { name: "Price (EUR)" });
    await user.clear(price);
    await user.type(price, "a lot");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(price).toBeInvalid();
    expect(screen.getByText("An amount like 12.50.")).toBeVisible();
    expect(sent("PATCH")).toEqual([]);
  });

  it("say beside the SKU that another product has it", async () => {
    server.on(`PATCH /api/products/${product.id}`, () => ({
      status: 409,
      body: problem(409, "sku_taken", "Another product has the SKU X."),
    }));
    const { user } = open();
    const sku = await screen.findByRole("textbox", { name: "SKU" });
    await user.clear(sku);
    await user.type(sku, "X");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(
      await screen.findByText("Another product has the SKU X."),
    ).toBeVisible();
    expect(sku).toBeInvalid();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("stock", () => {
  it("changes by a difference", async () => {
    const { user } = open();
    await user.type(
      await screen.findByRole("textbox", { name: "More or less" }),
      "-3",
    );
    await user.type(screen.getByRole("textbox", { name: "Reason" }), "broken");
    await user.click(screen.getByRole("button", { name: "Change stock" }));
    await waitFor(() => expect(sent("POST")).toHaveLength(1));
    expect(sent("POST")[0]?.body).toEqual({ delta: -3, reason: "broken" });
    expect(
      await screen.findByText("Espresso beans: 9 in stock."),
    ).toBeVisible();
  });

  it("is taken back by the opposite difference", async () => {
    const { user } = open();
    await user.type(
      await screen.findByRole("textbox", { name: "More or less" }),
      "-3{Enter}",
    );
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(sent("POST")).toHaveLength(2));
    expect(sent("POST")[1]?.body).toEqual({ delta: 3, reason: "Undone" });
    expect(
      await screen.findByText("Espresso beans: 12 in stock."),
    ).toBeVisible();
  });

  it("undoes a count by what the ledger says that it changed", async () => {
    const { user } = open();
    await user.click(await screen.findByRole("radio", { name: "Count" }));
    // Sold by someone else in the same moment: the count took away 4, not 5.
    server.on(`GET /api/products/${product.id}/stock`, () => ({
      body: [
        {
          id: 2,
          at: product.created_at,
          delta: -4,
          stock: 7,
          kind: "count",
          reason: null,
          order_number: null,
          actor: null,
        },
      ],
    }));
    await user.type(
      screen.getByRole("textbox", { name: "Counted" }),
      "7{Enter}",
    );
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(sent("POST")).toHaveLength(1));
    expect(sent("POST")[0]?.body).toEqual({ delta: 4, reason: "Undone" });
  });

  it("changes to what was counted", async () => {
    const { user } = open();
    await user.click(await screen.findByRole("radio", { name: "Count" }));
    await user.type(screen.getByRole("textbox", { name: "Counted" }), "7");
    await user.click(screen.getByRole("button", { name: "Change stock" }));
    await waitFor(() => expect(sent("PATCH")).toHaveLength(1));
    expect(sent("PATCH")[0]?.body).toEqual({ stock: 7 });
  });

  it("can begin to be counted", async () => {
    product = { ...product, stock: null };
    const { user } = open();
    expect(await screen.findByText("not tracked")).toBeVisible();
    await user.type(screen.getByRole("textbox", { name: "Counted" }), "4");
    await user.click(screen.getByRole("button", { name: "Start counting" }));
    await waitFor(() => expect(sent("PATCH")).toHaveLength(1));
    expect(sent("PATCH")[0]?.body).toEqual({ stock: 4 });
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(sent("PATCH")).toHaveLength(2));
    expect(sent("PATCH")[1]?.body).toEqual({ stock: null });
  });

  it("says in words when it runs out", async () => {
    product = { ...product, stock: 0 };
    open();
    expect(await screen.findByText("Out")).toBeVisible();
  });

  it("shows its ledger with the orders behind it", async () => {
    open();
    const ledger = within(
      await screen.findByRole("list", { name: "Stock history" }),
    );
    expect(await ledger.findByText("-2")).toBeVisible();
    expect(ledger.getByRole("link", { name: "Order 1042" })).toHaveAttribute(
      "href",
      "/orders/1042",
    );
  });
});

async function remove(user: ReturnType<typeof open>["user"]) {
  await user.click(await screen.findByRole("button", { name: "More actions" }));
  await user.click(
    await screen.findByRole("menuitem", { name: "Delete product" }),
  );
}

it("deleted with something typed asks nothing more", async () => {
  const { user } = open();
  await user.type(await screen.findByRole("textbox", { name: "Name" }), "!");
  await remove(user);
  expect(await screen.findByText("The list")).toBeVisible();
  expect(screen.queryByRole("dialog")).toBeNull();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
});

describe("deleting", () => {
  // Only the time to think is short cut.
  beforeEach(() =>
    vi.useFakeTimers({
      toFake: ["setTimeout", "clearTimeout"],
      shouldAdvanceTime: true,
    }),
  );
  afterEach(() => vi.useRealTimers());

  it("closes the panel at once and tells the server when nobody undid it", async () => {
    const { user } = open();
    await remove(user);
    expect(await screen.findByText("The list")).toBeVisible();
    expect(await screen.findByText("Espresso beans deleted.")).toBeVisible();
    expect(sent("DELETE")).toEqual([]);
    await vi.advanceTimersByTimeAsync(undoMs);
    await waitFor(() => expect(sent("DELETE")).toHaveLength(1));
  });

  it("can be taken back, and the server never hears of it", async () => {
    const { user } = open();
    await remove(user);
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await vi.advanceTimersByTimeAsync(undoMs);
    expect(sent("DELETE")).toEqual([]);
  });
});

it("comes back from the archive", async () => {
  product = { ...product, archived_at: product.created_at };
  const { user } = open();
  expect(await screen.findByText(/^Archived\./)).toBeVisible();
  expect(screen.queryByRole("textbox", { name: "Name" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Bring back" }));
  await waitFor(() => expect(sent("PATCH")).toHaveLength(1));
  expect(sent("PATCH")[0]?.body).toEqual({ archived: false });
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(sent("PATCH")).toHaveLength(2));
  expect(sent("PATCH")[1]?.body).toEqual({ archived: true });
});
