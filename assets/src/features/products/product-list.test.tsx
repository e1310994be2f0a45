import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { sessionApi } from "../../api/session";
import type { Product, User } from "../../api/types";
import { aProduct, aUser } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { forgetProduct, rememberProduct } from "./cache";
import { ProductsPage } from "./products-page";

let beans: Product;
let cups: Product;
let server: TestServer;

beforeEach(() => {
  beans = aProduct({ name: "Espresso beans", stock: 12 });
  cups = aProduct({ name: "Paper cups", sku: "CUP", price: 4.2, stock: 3 });
  const path = `/api/products/${beans.id}`;
  server = serve({
    "GET /api/setup": () => ({ body: { needed: false, low_stock: 5 } }),
    "GET /api/products": ({ search }) => ({
      body: search.get("low_stock") === "true" ? [cups] : [beans, cups],
    }),
    [`GET ${path}/stock`]: () => ({ body: [] }),
    [`PATCH ${path}`]: ({ body }) => {
      beans = { ...beans, ...(body as object) };
      return { body: beans };
    },
    [`POST ${path}/stock`]: ({ body }) => {
      const { delta } = body as { delta: number };
      beans = { ...beans, stock: (beans.stock ?? 0) + delta };
      return { body: beans };
    },
  });
});

const open = (at = "/products", person?: User) =>
  show(
    [
      { path: "/products", element: <ProductsPage /> },
      { path: "/elsewhere", element: <p>Elsewhere</p> },
    ],
    person ? { at, person } : { at },
  );

const sent = (method: string) =>
  server.asked.filter((asked) => asked.method === method);

const price = () =>
  screen.findByRole("button", { name: /Change the price of Espresso beans/ });

const later = "2026-03-04T11:00:00.000Z";

describe("a price in its row", () => {
  it("is saved by Enter, and the focus stays where it was", async () => {
    const { user } = open();
    await user.click(await price());
    const field = screen.getByRole("textbox", {
      name: "Price of Espresso beans",
    });
    expect(field).toHaveFocus();
    await user.keyboard("19,5{Enter}");
    await waitFor(() => expect(sent("PATCH")).toHaveLength(1));
    // The whole old price was selected, so that typing replaced it.
    expect(sent("PATCH")[0]?.body).toEqual({ price: 19.5 });
    expect(
      await screen.findByText("Espresso beans costs €19.50."),
    ).toBeVisible();
    expect(await price()).toHaveFocus();
    expect(await price()).toHaveTextContent("19.50");
  });

  it("is saved by leaving the field, which takes no focus back", async () => {
    const { user } = open();
    await user.click(await price());
    await user.keyboard("20");
    await user.tab();
    await waitFor(() => expect(sent("PATCH")).toHaveLength(1));
    expect(await price()).not.toHaveFocus();
  });

  it("stays as it is with Esc, and when nothing was changed", async () => {
    const { user } = open();
    await user.click(await price());
    await user.keyboard("20{Escape}");
    expect(await price()).toHaveTextContent("18.90");
    await user.click(await price());
    await user.tab();
    expect(await price()).toHaveTextContent("18.90");
    expect(sent("PATCH")).toEqual([]);
  });

  it("keeps what is no amount, and says so beside it", async () => {
    const { user } = open();
    await user.click(await price());
    await user.keyboard("a lot");
    await user.tab();
    const field = screen.getByRole("textbox", {
      name: "Price of Espresso beans",
    });
    expect(field).toHaveValue("a lot");
    expect(field).toHaveAccessibleDescription("An amount like 12.50.");
    expect(sent("PATCH")).toEqual([]);
  });

  it("keeps what the server refuses, with the server's words", async () => {
    server.on(`PATCH /api/products/${beans.id}`, () => ({
      status: 400,
      body: problem(400, "invalid", "Check the fields.", {
        errors: [{ field: "price", message: "must be at most 1000" }],
      }),
    }));
    const { user } = open();
    await user.click(await price());
    await user.keyboard("2000{Enter}");
    expect(await screen.findByText("must be at most 1000")).toBeVisible();
    const field = screen.getByRole("textbox", {
      name: "Price of Espresso beans",
    });
    expect(field).toHaveValue("2000");
    expect(field).toHaveAccessibleDescription("must be at most 1000");
  });

  it("being typed is not overwritten; who saves over another's is told before", async () => {
    const { user, store } = open();
    await user.click(await price());
    await user.keyboard("20");
    act(() => {
      store.dispatch(
        rememberProduct({ ...beans, price: 25, updated_at: later }),
      );
    });
    const field = screen.getByRole("textbox", {
      name: "Price of Espresso beans",
    });
    expect(field).toHaveValue("20");
    expect(field).toHaveAccessibleDescription(
      /Someone made it 25.00 meanwhile/,
    );
    await user.tab();
    expect(sent("PATCH")).toEqual([]);
    await user.click(field);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(sent("PATCH")).toHaveLength(1));
  });

  it("being typed in a row that goes away is said to be lost", async () => {
    const { user, store } = open();
    await user.click(await price());
    await user.keyboard("20");
    act(() => void store.dispatch(forgetProduct(beans.id)));
    expect(
      await screen.findByText("The price of Espresso beans was not saved."),
    ).toBeVisible();
  });
});

it("a price refused after its row is gone is told all the same", async () => {
  const { user, store } = open();
  server.on(`PATCH /api/products/${beans.id}`, () => {
    act(() => void store.dispatch(forgetProduct(beans.id)));
    return {
      status: 404,
      body: problem(404, "not_found", "There is no such product."),
    };
  });
  await user.click(await price());
  await user.keyboard("20{Enter}");
  expect(await screen.findByText("There is no such product.")).toBeVisible();
});

describe("stock in its row", () => {
  it("changes over the list, and the focus comes back", async () => {
    const { user } = open();
    const stock = () =>
      screen.findByRole("button", { name: /Change the stock of Espresso/ });
    await user.click(await stock());
    const layer = within(
      await screen.findByRole("dialog", { name: "Stock of Espresso beans" }),
    );
    await waitFor(() =>
      expect(
        layer.getByRole("textbox", { name: "More or less" }),
      ).toHaveFocus(),
    );
    expect(layer.getByRole("link", { name: "Whole history" })).toHaveAttribute(
      "href",
      `/products/${beans.id}#history`,
    );
    await user.keyboard("8{Enter}");
    expect(
      await screen.findByText("Espresso beans: 20 in stock."),
    ).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(await stock()).toHaveFocus();
    expect(await stock()).toHaveTextContent("20");
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(sent("POST")).toHaveLength(2));
    expect(sent("POST")[1]?.body).toEqual({ delta: -8, reason: "Undone" });
  });

  it("is marked in words when few are left", async () => {
    open();
    const row = await screen.findByRole("row", { name: /Paper cups/ });
    expect(row).toHaveTextContent("Low 3");
    expect(
      screen.getByRole("row", { name: /Espresso beans/ }),
    ).not.toHaveTextContent("Low");
  });
});

describe("what runs out", () => {
  it("is a filter in the address, and one click clears it", async () => {
    const { user, router } = open();
    await screen.findByRole("row", { name: /Espresso beans/ });
    await user.click(screen.getByRole("button", { name: "Low stock" }));
    await waitFor(() =>
      expect(screen.queryByRole("row", { name: /Espresso/ })).toBeNull(),
    );
    expect(router.state.location.search).toBe("?low_stock=true");
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    expect(
      await screen.findByRole("row", { name: /Espresso beans/ }),
    ).toBeVisible();
    expect(router.state.location.search).toBe("");
  });

  it("loses a product of which there is enough again", async () => {
    const { store } = open("/products?low_stock=true");
    await screen.findByRole("row", { name: /Paper cups/ });
    await act(() => store.dispatch(fetchSetup()));
    act(() => {
      store.dispatch(
        rememberProduct({ ...cups, stock: 60, updated_at: later }),
      );
    });
    expect(await screen.findByText("Nothing runs out")).toBeVisible();
    expect(
      screen.getByRole("button", { name: "Show all products" }),
    ).toBeVisible();
  });
});

it("offers a customer nothing that would be refused", async () => {
  open("/products", aUser());
  const row = await screen.findByRole("row", {
    name: /Espresso beans.*18\.90/,
  });
  expect(within(row).queryAllByRole("button")).toEqual([]);
  expect(within(row).queryAllByRole("link")).toEqual([]);
  expect(screen.queryByRole("link", { name: "New product" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Low stock" })).toBeNull();
});

it("walks through the rows by keyboard and opens one", async () => {
  const { user } = open();
  await screen.findByRole("row", { name: /Espresso beans/ });
  await user.keyboard("{ArrowDown}");
  await waitFor(() =>
    expect(screen.getByRole("link", { name: "Espresso beans" })).toHaveFocus(),
  );
  await user.keyboard("{ArrowDown}");
  await waitFor(() =>
    expect(screen.getByRole("link", { name: "Paper cups" })).toHaveFocus(),
  );
});

it("shows a list that was seen before without asking again", async () => {
  const { router } = open();
  await screen.findByRole("row", { name: /Espresso beans/ });
  await act(() => router.navigate("/elsewhere"));
  await screen.findByText("Elsewhere");
  await act(() => router.navigate("/products"));
  expect(
    await screen.findByRole("row", { name: /Espresso beans/ }),
  ).toBeVisible();
  expect(server.asked).toHaveLength(1);
});

function fetchSetup() {
  return sessionApi.endpoints.getSetup.initiate();
}
