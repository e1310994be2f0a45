import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { useEffect, useState } from "react";
import { beforeEach, expect, it } from "vitest";
import type { Order, OrderStatus } from "../../api/types";
import { anOrder } from "../../testing/factories";
import { serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { OrderMoves } from "./order-moves";

const order = anOrder({ number: 1042 });
const allowed: Partial<Record<OrderStatus, OrderStatus[]>> = {
  PAID: ["FULFILLED", "CANCELLED"],
  FULFILLED: [],
};
let server: TestServer;
let follow: (order: Order) => void;
const onShown = (show: (order: Order) => void) => {
  follow = (next) => act(() => show(next));
};

beforeEach(() => {
  let now = order;
  server = serve({
    [`PATCH /api/orders/${order.id}`]: ({ body }) => {
      const { status } = body as { status: OrderStatus };
      const allowed_statuses = allowed[status] ?? [];
      now = { ...now, status, allowed_statuses, version: now.version + 1 };
      follow(now);
      return { body: now };
    },
  });
});

/** Follows the order as the panel does. */
function Moves() {
  const [shown, setShown] = useState(order);
  useEffect(() => onShown(setShown), []);
  return <OrderMoves order={shown} />;
}

const statuses = () =>
  server.asked
    .filter(({ method }) => method === "PATCH")
    .map(({ body }) => (body as { status: OrderStatus }).status);

const button = (name: string) => screen.findByRole("button", { name });

/** By a pointer; the clicks that a key makes have the detail 0. */
const click = (element: HTMLElement) => fireEvent.click(element, { detail: 1 });

it("makes one move of a double click, and the next one after a rest", async () => {
  show(<Moves />);
  click(await button("Mark paid"));
  const next = await button("Mark fulfilled");
  expect(next).toHaveAttribute("aria-disabled", "true");
  click(next);
  expect(statuses()).toEqual(["PAID"]);
  await waitFor(() => expect(next).toHaveAttribute("aria-disabled", "false"));
  click(next);
  await waitFor(() => expect(statuses()).toEqual(["PAID", "FULFILLED"]));
});

it("goes on at once by its keys", async () => {
  const { user } = show(<Moves />);
  await user.keyboard("p");
  await button("Mark fulfilled");
  await waitFor(async () =>
    expect(await button("Mark fulfilled")).toHaveAttribute(
      "aria-busy",
      "false",
    ),
  );
  await user.keyboard("f");
  await waitFor(() => expect(statuses()).toEqual(["PAID", "FULFILLED"]));
});

it("keeps the focus of who presses the button by keyboard", async () => {
  const { user } = show(<Moves />);
  (await button("Mark paid")).focus();
  await user.keyboard("{Enter}");
  const next = await button("Mark fulfilled");
  expect(next).toHaveFocus();
  await waitFor(() => expect(next).toHaveAttribute("aria-disabled", "false"));
  expect(next).toHaveFocus();
  // The same key, still held down.
  expect(fireEvent.keyDown(next, { key: "Enter", repeat: true })).toBe(false);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(statuses()).toEqual(["PAID", "FULFILLED"]));
});
