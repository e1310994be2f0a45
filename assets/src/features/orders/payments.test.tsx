import { screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Order, Payment } from "../../api/types";
import { anOrder, aPayment, aUser } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { CancelDialog } from "./cancel-dialog";
import { OrderMoves } from "./order-moves";
import { Payments } from "./payments";

let server: TestServer;
let paid: Payment[];

beforeEach(() => {
  paid = [];
  server = serve({});
});
afterEach(() => localStorage.clear());

function aServed(part: Partial<Order> = {}): Order {
  const order = anOrder({ number: 1042, ...part });
  const path = `/api/orders/${order.id}`;
  server.on(`GET ${path}/payments`, () => ({ body: paid }));
  server.on(`POST ${path}/payments`, () => ({ body: order }));
  server.on(`PATCH ${path}`, () => ({ body: order }));
  return order;
}

const sent = (method: string) =>
  server.asked
    .filter((asked) => asked.method === method)
    .map(({ body }) => body);

it("asks how an order was paid in one tap, and remembers the answer", async () => {
  const first = show(<OrderMoves order={aServed()} />);
  await first.user.click(await screen.findByRole("radio", { name: "Card" }));
  await first.user.click(screen.getByRole("button", { name: "Mark paid" }));
  await screen.findByText("Order 1042 is paid.");
  first.unmount();
  const { user } = show(<OrderMoves order={aServed()} />);
  expect(await screen.findByRole("radio", { name: "Card" })).toBeChecked();
  await user.keyboard("p");
  const byCard = { status: "PAID", payment: { method: "card" } };
  await waitFor(() => expect(sent("PATCH")).toEqual([byCard, byCard]));
});

it("asks for no method where no money is open", async () => {
  const order = aServed({ status: "PAID", allowed_statuses: ["FULFILLED"] });
  show(<OrderMoves order={order} />);
  await screen.findByRole("button", { name: "Mark fulfilled" });
  expect(screen.queryByRole("radio", { name: "Cash" })).toBeNull();
});

it("lists what was paid and given back, with what finds it again", async () => {
  paid = [
    aPayment({ method: "card", amount: 30, reference: "slip 17" }),
    aPayment({ kind: "refund", amount: 5 }),
  ];
  show(<Payments order={aServed({ paid: 25 })} />);
  const rows = within(
    await screen.findByRole("list", { name: "Payments" }),
  ).getAllByRole("listitem");
  expect(rows[0]).toHaveTextContent("Cardslip 17");
  expect(rows[0]).toHaveTextContent("€30.00");
  expect(rows[1]).toHaveTextContent("Refund · Cash");
  expect(rows[1]).toHaveTextContent("-€5.00");
});

it("enters a part of what is open, and says so", async () => {
  const order = aServed({ paid: 7.8 });
  const { user } = show(<Payments order={order} />);
  await user.click(
    await screen.findByRole("button", { name: "Enter payment" }),
  );
  const dialog = within(await screen.findByRole("dialog"));
  const amount = dialog.getByRole("textbox", { name: "Amount (EUR)" });
  expect(amount).toHaveValue("30.00");
  await user.clear(amount);
  await user.type(amount, "12,5");
  await user.click(dialog.getByRole("radio", { name: "Transfer" }));
  await user.type(dialog.getByRole("textbox", { name: "Reference" }), "line 3");
  await user.click(dialog.getByRole("button", { name: "Enter payment" }));
  expect(await screen.findByText("€12.50 paid for order 1042.")).toBeVisible();
  expect(sent("POST")).toEqual([
    { kind: "payment", method: "transfer", amount: 12.5, reference: "line 3" },
  ]);
});

it("says beside the amount why the server refused it", async () => {
  const order = aServed();
  server.on(`POST /api/orders/${order.id}/payments`, () => ({
    status: 400,
    body: problem(400, "invalid", "The request has errors.", {
      errors: [{ field: "amount", message: "Only 37.80 is open." }],
    }),
  }));
  const { user } = show(<Payments order={order} />);
  await user.click(
    await screen.findByRole("button", { name: "Enter payment" }),
  );
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "Enter payment" }));
  expect(await dialog.findByText("Only 37.80 is open.")).toBeVisible();
  expect(dialog.queryByText("The request has errors.")).toBeNull();
});

it.each([
  ["PENDING", 0, ["Enter payment"]],
  ["PENDING", 10, ["Enter refund", "Enter payment"]],
  ["PENDING", 37.8, ["Enter refund"]],
  ["PAID", 37.8, []],
  ["CANCELLED", 10, ["Enter refund"]],
  ["CANCELLED", 0, []],
] as const)(
  "offers for %s with %d paid: %j",
  async (status, amount, offered) => {
    paid = [aPayment()];
    show(<Payments order={aServed({ status, paid: amount })} />);
    await screen.findByRole("list", { name: "Payments" });
    const buttons = screen
      .queryAllByRole("button")
      .map(({ textContent }) => textContent);
    expect(buttons).toEqual(offered);
  },
);

it("shows customers what they paid, and offers nothing to enter", async () => {
  paid = [aPayment({ method: "card" })];
  show(<Payments order={aServed({ paid: 10 })} />, { person: aUser() });
  const list = await screen.findByRole("list", { name: "Payments" });
  expect(list).toHaveTextContent("Card");
  expect(screen.queryByRole("button")).toBeNull();
});

function Cancelling({ order }: { order: Order }) {
  const [isOpen, setIsOpen] = useState(true);
  return (
    isOpen && <CancelDialog order={order} onClose={() => setIsOpen(false)} />
  );
}

it("gives back all that was paid, as it was paid, unless less is entered", async () => {
  paid = [aPayment({ method: "card" })];
  const order = aServed({ status: "PAID", paid: 37.8 });
  const { user } = show(<Cancelling order={order} />);
  const field = await screen.findByRole("textbox", { name: "Give back (EUR)" });
  expect(field).toHaveValue("37.80");
  await waitFor(() =>
    expect(screen.getByRole("radio", { name: "Card" })).toBeChecked(),
  );
  await user.clear(field);
  await user.type(field, "much");
  await user.click(screen.getByRole("button", { name: "Cancel order" }));
  expect(await screen.findByText("An amount like 12.50.")).toBeVisible();
  expect(sent("PATCH")).toEqual([]);
  await user.clear(field);
  await user.type(field, "30");
  await user.click(screen.getByRole("button", { name: "Cancel order" }));
  await waitFor(() =>
    expect(sent("PATCH")).toEqual([
      {
        status: "CANCELLED",
        reason: null,
        restock: true,
        refund: { method: "card", amount: 30 },
      },
    ]),
  );
});

it("gives nothing back for what nobody paid", async () => {
  const { user } = show(<Cancelling order={aServed()} />);
  await screen.findByRole("textbox", { name: "Reason" });
  expect(screen.queryByRole("textbox", { name: /^Give back/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Cancel order" }));
  await waitFor(() => expect(sent("PATCH")).toHaveLength(1));
  expect(sent("PATCH")[0]).not.toHaveProperty("refund");
});
