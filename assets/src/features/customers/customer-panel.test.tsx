import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import type { User } from "../../api/types";
import { aUser } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { CustomerPanel } from "./customer-panel";

let customer: User;
let server: TestServer;

beforeEach(() => {
  customer = aUser({ phone: "030 5550100" });
  const path = `/api/customers/${customer.id}`;
  server = serve({
    [`GET ${path}`]: () => ({ body: customer }),
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
