import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { anAdmin, anOrder, aProduct, aUser } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { NewOrderPanel } from "./new-order-panel";
import { readKept } from "./outbox/storage";

const beans = aProduct({ name: "Espresso beans", price: 18.9, stock: 12 });
const milk = aProduct({ name: "Oat milk", sku: "OAT-6", price: 2.2, stock: 3 });
const customer = aUser({ name: "Harbour School" });

let server: TestServer;

beforeEach(() => {
  server = serve({
    "GET /api/products": ({ search }) => ({
      body: [beans, milk].filter(({ name }) =>
        name.toLowerCase().includes(search.get("q") ?? ""),
      ),
    }),
    "GET /api/customers": ({ search }) => ({
      body: search.get("q") === "harb" ? [customer] : [aUser()],
    }),
    "POST /api/orders": () => ({
      status: 201,
      body: anOrder({ number: 1007 }),
    }),
  });
});

const posted = () => server.asked.filter(({ method }) => method === "POST");

function open() {
  const person = anAdmin();
  const view = show(
    [
      { path: "/orders/new", element: <NewOrderPanel /> },
      { path: "/orders/:number", element: <p>The new order</p> },
      { path: "/orders", element: <p>The list</p> },
    ],
    { at: "/orders/new?status=PAID", person },
  );
  return { ...view, person };
}

type User = ReturnType<typeof open>["user"];

async function add(user: User, text: string, name: RegExp) {
  const field = screen.getByRole("combobox", { name: "Add a product" });
  await user.type(field, text);
  await screen.findByRole("option", { name });
  await user.keyboard("{Enter}");
  await screen.findByRole("textbox", { name: new RegExp(`Quantity of .*`) });
}

it("makes an order by keyboard alone", async () => {
  const { user, router } = open();
  await user.type(screen.getByRole("combobox", { name: "Customer" }), "harb");
  await user.keyboard("{Enter}");
  await add(user, "oat", /Oat milk/);
  const quantity = screen.getByRole("textbox", {
    name: "Quantity of Oat milk",
  });
  await user.clear(quantity);
  await user.type(quantity, "3");
  await user.type(screen.getByRole("textbox", { name: "Note" }), "ring twice");
  expect(
    screen.getByRole("button", { name: "Create order · €6.60" }),
  ).toBeEnabled();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("The new order")).toBeVisible();
  expect(router.state.location).toMatchObject({
    pathname: "/orders/1007",
    search: "?status=PAID",
  });
  expect(posted()).toHaveLength(1);
  expect(posted()[0]?.body).toEqual({
    items: [{ product_id: milk.id, quantity: 3 }],
    user_id: customer.id,
    note: "ring twice",
  });
});

it("takes the match of what was typed, also when Enter comes before the answer", async () => {
  const { user } = open();
  await user.type(
    screen.getByRole("combobox", { name: "Add a product" }),
    "oat{Enter}",
  );
  const lines = await screen.findByRole("list", { name: "Items" });
  expect(within(lines).getByText("Oat milk")).toBeVisible();
  expect(within(lines).queryByText("Espresso beans")).toBeNull();
});

it("takes what was offered before when the server has gone away since", async () => {
  const { user } = open();
  const field = screen.getByRole("combobox", { name: "Add a product" });
  await user.type(field, "oat");
  await screen.findByRole("option", { name: /Oat milk/ });
  await user.clear(field);
  server.on("GET /api/products", () => {
    throw new TypeError("network");
  });
  await user.type(field, "oat m{Enter}");
  const lines = await screen.findByRole("list", { name: "Items" });
  expect(within(lines).getByText("Oat milk")).toBeVisible();
});

it("keeps an order that had no answer, under the key that it went out with", async () => {
  server.on("POST /api/orders", () => {
    throw new TypeError("network");
  });
  const { user, store, person } = open();
  await add(user, "oat", /Oat milk/);
  await user.dblClick(screen.getByRole("button", { name: /^Create/ }));
  expect(await screen.findByText("The list")).toBeVisible();
  expect(await screen.findByText(/^Order kept\./)).toBeVisible();
  expect(posted()).toHaveLength(1);
  const key = posted()[0]?.headers.get("Idempotency-Key");
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(readKept(person.id)).toMatchObject([
    { key, order: { items: [{ product_id: milk.id, quantity: 1 }] } },
  ]);
  expect(store.getState().outbox.kept).toHaveLength(1);
});

it("keeps its key over a failure that may have made the order, and not over a refusal", async () => {
  const answers = [
    { status: 503, body: problem(503, "storage", "The disk is full.") },
    { status: 400, body: problem(400, "invalid", "Not so.") },
    { status: 201, body: anOrder({ number: 1007 }) },
  ];
  server.on("POST /api/orders", () => answers.shift() ?? { status: 500 });
  const { user } = open();
  await add(user, "oat", /Oat milk/);
  for (const words of ["The disk is full.", "Not so."]) {
    await user.click(screen.getByRole("button", { name: /^Create/ }));
    expect(await screen.findByText(words)).toBeVisible();
  }
  await user.click(screen.getByRole("button", { name: /^Create/ }));
  expect(await screen.findByText("The new order")).toBeVisible();
  const [first, again, corrected] = posted().map(({ headers }) =>
    headers.get("Idempotency-Key"),
  );
  expect(again).toBe(first);
  expect(corrected).not.toBe(first);
});

it("makes a new customer on the way, and goes back with the text still there", async () => {
  server.on("GET /api/customers", () => ({ body: [] }));
  server.on("POST /api/customers", () => ({
    status: 409,
    body: problem(409, "email_taken", "Someone else has this email."),
  }));
  const { user } = open();
  const field = () => screen.getByRole("combobox", { name: "Customer" });
  await user.type(field(), "Anna Berg");
  await user.click(
    await screen.findByRole("option", { name: "New customer ‘Anna Berg’" }),
  );
  const email = screen.getByRole("textbox", { name: "Email" });
  await user.type(email, "anna@example.com{Enter}");
  expect(await screen.findByText("Someone else has this email.")).toBeVisible();
  expect(email).toBeInvalid();
  server.on("POST /api/customers", ({ body }) => ({
    status: 201,
    body: aUser(body as object),
  }));
  await user.keyboard("{Escape}");
  expect(field()).toHaveValue("Anna Berg");
  await user.click(field());
  await user.click(
    await screen.findByRole("option", { name: "New customer ‘Anna Berg’" }),
  );
  await user.keyboard("{Enter}");
  await waitFor(() => expect(field()).toHaveValue("Anna Berg"));
  expect(screen.queryByRole("group", { name: "New customer" })).toBeNull();
  expect(screen.getByRole("combobox", { name: "Add a product" })).toHaveFocus();
});

it("says beside the line how many are left", async () => {
  server.on("POST /api/orders", () => ({
    status: 409,
    body: problem(409, "insufficient_stock", "Not enough stock.", {
      shortages: [
        { product_id: beans.id, name: beans.name, requested: 5, available: 2 },
      ],
    }),
  }));
  const { user } = open();
  await add(user, "5x espresso", /Espresso beans/);
  await user.click(screen.getByRole("button", { name: /^Create/ }));
  expect(await screen.findByText("Only 2 left")).toBeVisible();
  expect(
    screen.getByRole("textbox", { name: "Quantity of Espresso beans" }),
  ).toBeInvalid();
});

it("puts the server's words beside the field", async () => {
  server.on("POST /api/orders", () => ({
    status: 400,
    body: problem(400, "invalid", "The request has errors.", {
      errors: [
        { field: "note", message: "At most 2,000 characters." },
        { field: "items[0].product_id", message: "This product is archived." },
      ],
    }),
  }));
  const { user } = open();
  await add(user, "oat", /Oat milk/);
  await user.click(screen.getByRole("button", { name: /^Create/ }));
  expect(await screen.findByText("This product is archived.")).toBeVisible();
  expect(screen.getByText("At most 2,000 characters.")).toBeVisible();
});

it("does not send an order without products or with a wrong quantity", async () => {
  const { user } = open();
  await user.click(screen.getByRole("button", { name: /^Create/ }));
  expect(screen.getByText("Add at least one product.")).toBeVisible();
  await add(user, "oat", /Oat milk/);
  const quantity = screen.getByRole("textbox", {
    name: "Quantity of Oat milk",
  });
  await user.clear(quantity);
  await user.click(screen.getByRole("button", { name: /^Create/ }));
  expect(screen.getByText("A whole number from 1 to 1,000,000.")).toBeVisible();
  expect(posted()).toEqual([]);
});

it("asks before typed work is lost, and only then", async () => {
  const { user } = open();
  await user.type(screen.getByRole("textbox", { name: "Note" }), "x");
  await user.keyboard("{Escape}");
  const dialog = await screen.findByRole("dialog", {
    name: "Discard what you typed?",
  });
  await user.click(
    within(dialog).getByRole("button", { name: "Keep editing" }),
  );
  expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue("x");
  await user.clear(screen.getByRole("textbox", { name: "Note" }));
  await user.keyboard("{Escape}");
  expect(await screen.findByText("The list")).toBeVisible();
});

it("asks before an order that waits takes the place of what was typed", async () => {
  const { user, router } = open();
  const openKept = (kept: string | null) =>
    act(() => router.navigate("/orders/new", { state: { kept } }));
  await user.type(screen.getByRole("textbox", { name: "Note" }), "x");
  await openKept(null);
  expect(screen.queryByRole("dialog")).toBeNull();
  await openKept("waiting-1");
  const dialog = within(
    await screen.findByRole("dialog", { name: "Discard what you typed?" }),
  );
  expect(screen.getByDisplayValue("x")).toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "Discard" }));
  await waitFor(() =>
    expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue(""),
  );
});

it("takes a line without a product, and discounts on a line and on the whole", async () => {
  const { user } = open();
  await add(user, "oat", /Oat milk/);
  await user.click(
    screen.getByRole("button", { name: "Discount on Oat milk" }),
  );
  const discount = screen.getByRole("textbox", {
    name: "Discount on Oat milk",
  });
  expect(discount).toHaveFocus();
  await user.type(discount, "10{Tab}");
  // 10 is an amount; a share says so.
  expect(discount).toHaveValue("10.00");
  expect(screen.getByText("More than the line comes to.")).toBeVisible();
  await user.clear(discount);
  await user.type(discount, "10 %{Enter}");
  expect(screen.getByRole("combobox", { name: "Add a product" })).toHaveFocus();
  expect(discount).toHaveValue("10%");
  await user.click(
    screen.getByRole("button", { name: "Add a line without a product" }),
  );
  await user.keyboard("Delivery");
  const line = within(screen.getByRole("listitem", { name: "Delivery" }));
  await user.type(line.getByRole("textbox", { name: "Price (EUR)" }), "3,5");
  await user.clear(line.getByRole("textbox", { name: "Tax" }));
  await user.type(line.getByRole("textbox", { name: "Tax" }), "19");
  await user.type(
    screen.getByRole("textbox", { name: "Discount on the whole order" }),
    "0,48",
  );
  await user.click(
    screen.getByRole("button", { name: "Create order · €5.00" }),
  );
  expect(await screen.findByText("The new order")).toBeVisible();
  expect(posted()[0]?.body).toEqual({
    items: [
      { product_id: milk.id, quantity: 1, discount: { rate: 1000 } },
      { name: "Delivery", unit_price: 3.5, quantity: 1, tax_rate: 1900 },
    ],
    discount: { amount: 0.48 },
    user_id: null,
    note: null,
  });
});
