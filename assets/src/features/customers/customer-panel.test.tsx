import { act, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { CustomerReport, User } from "../../api/types";
import { aUser } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { customerOrdered, rememberCustomer } from "./cache";
import { CustomerPanel } from "./customer-panel";

let customer: User;
let server: TestServer;
let report: CustomerReport;

beforeEach(() => {
  report = {
    orders: 22,
    open_orders: 1,
    revenue: 1854.5,
    first_order_at: "2025-10-28T10:00:00.000Z",
    last_order_at: "2025-11-23T10:00:00.000Z",
  };
  customer = aUser({ phone: "030 5550100" });
  const path = `/api/customers/${customer.id}`;
  server = serve({
    [`GET ${path}`]: () => ({ body: customer }),
    [`GET /api/reports${path.slice(4)}`]: () => ({ body: report }),
    [`PATCH ${path}`]: ({ body }) => {
      customer = { ...customer, ...(body as object) };
      return { body: customer };
    },
  });
});

const patches = () => server.asked.filter(({ method }) => method === "PATCH");

function open() {
  return show(
    [
      { path: "/customers", element: <p>The list</p> },
      {
        path: "/customers/:id",
        element: (
          <CustomerPanel showOrders={({ name }) => <p>Orders of {name}</p>} />
        ),
      },
    ],
    { at: `/customers/${customer.id}` },
  );
}

it("saves only what was changed, and empties by null", async () => {
  const { user } = open();
  const phone = await screen.findByRole("textbox", { name: "Phone" });
  await user.clear(phone);
  await user.type(
    screen.getByRole("textbox", { name: "Note" }),
    "closed on Mondays",
  );
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(patches()).toHaveLength(1));
  expect(patches()[0]?.body).toEqual({
    phone: null,
    note: "closed on Mondays",
  });
});

it("says beside the email that another customer has it", async () => {
  server.on(`PATCH /api/customers/${customer.id}`, () => ({
    status: 409,
    body: problem(409, "email_taken", "Another customer has this email."),
  }));
  const { user } = open();
  const email = await screen.findByRole("textbox", { name: "Email" });
  await user.clear(email);
  await user.type(email, "school@example.com");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(
    await screen.findByText("Another customer has this email."),
  ).toBeVisible();
  expect(email).toBeInvalid();
});

it("shows the orders beside the details", async () => {
  open();
  expect(await screen.findByText("Orders of Corner Café")).toBeVisible();
});

it("sets a password for a sign-in", async () => {
  const { user } = open();
  await user.type(await screen.findByLabelText("New password"), "two sugars");
  await user.click(screen.getByRole("button", { name: "Set password" }));
  await waitFor(() => expect(patches()).toHaveLength(1));
  expect(patches()[0]?.body).toEqual({ password: "two sugars" });
});

it("wants an email before a sign-in", async () => {
  customer = { ...customer, email: null };
  open();
  expect(await screen.findByText("Add an email first.")).toBeVisible();
  expect(screen.queryByLabelText("New password")).toBeNull();
});

describe("totals", () => {
  const totals = () =>
    screen
      .findByText("Revenue")
      .then((label) => label.closest("dl") as HTMLElement);

  it("say how much, how many, and since when", async () => {
    open();
    await screen.findByText("€1,854.50");
    expect(await totals()).toHaveTextContent(
      "Revenue€1,854.50Orders22Open1First orderOct 28, 2025Last orderNov 23, 2025",
    );
  });

  it("follow the orders of this customer, and not those of others", async () => {
    const { store } = open();
    await screen.findByText("€1,854.50");
    const reports = () =>
      server.asked.filter(({ path }) => path.startsWith("/api/reports"));
    report = { ...report, orders: 23 };
    act(() => void store.dispatch(customerOrdered("someone else")));
    act(() => void store.dispatch(customerOrdered(null)));
    expect(reports()).toHaveLength(1);
    act(() => void store.dispatch(customerOrdered(customer.id)));
    expect(await screen.findByText("23")).toBeVisible();
    expect(reports()).toHaveLength(2);
  });

  it("that can't be had say why, and leave the rest", async () => {
    server.on(`GET /api/reports/customers/${customer.id}`, () => ({
      status: 503,
      body: problem(503, "storage", "The disk is full."),
    }));
    open();
    expect(await screen.findByText("The disk is full.")).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Name" })).toBeVisible();
  });
});

it("keeps a field that is typed in, and says what someone else made of it", async () => {
  const { user, store } = open();
  const note = await screen.findByRole("textbox", { name: "Note" });
  await user.type(note, "ring twice");
  customer = {
    ...customer,
    note: "closed on Mondays",
    phone: "030 1",
    updated_at: "2026-03-04T11:00:00.000Z",
  };
  act(() => void store.dispatch(rememberCustomer(customer)));
  expect(note).toHaveValue("ring twice");
  expect(screen.getByRole("textbox", { name: "Phone" })).toHaveValue("030 1");
  expect(screen.getByText("closed on Mondays")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(patches()).toHaveLength(1));
  expect(patches()[0]?.body).toEqual({ note: "ring twice" });
});

it("is deleted with time to take it back", async () => {
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "More actions" }));
  await user.click(
    await screen.findByRole("menuitem", { name: "Delete customer" }),
  );
  expect(await screen.findByText("The list")).toBeVisible();
  expect(await screen.findByText("Corner Café deleted.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(server.asked.filter(({ method }) => method === "DELETE")).toEqual([]);
});

it("comes back from the archive, and can go there again", async () => {
  customer = { ...customer, archived_at: customer.created_at };
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Bring back" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(patches()).toHaveLength(2));
  expect(patches().map(({ body }) => body)).toEqual([
    { archived: false },
    { archived: true },
  ]);
});
