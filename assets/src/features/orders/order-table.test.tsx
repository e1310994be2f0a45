import { act, screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { rowMarked } from "../../live/live-slice";
import { anItem, anOrder } from "../../testing/factories";
import { show } from "../../testing/render";
import { OrderTable } from "./order-table";

const order = anOrder({
  number: 1042,
  customer: { id: "c", name: "Corner Café" },
  items: [anItem(), anItem({ quantity: 1, product_name: "Oat milk" })],
  total: 1234.5,
});
const done = anOrder({
  number: 1041,
  status: "CANCELLED",
  allowed_statuses: [],
});
const still = {
  gone: new Set<string>(),
  hasNext: false,
  onNext: () => undefined,
};
const hrefFor = ({ number }: { number: number }) => `/orders/${number}`;

function row(name: RegExp) {
  return screen.getByRole("row", { name });
}

it("shows what a shopkeeper looks for", () => {
  show(<OrderTable {...still} orders={[order, done]} hrefFor={hrefFor} />);
  const first = within(row(/1042/));
  expect(first.getByRole("link", { name: "1042" })).toHaveAttribute(
    "href",
    "/orders/1042",
  );
  expect(first.getByText("Corner Café")).toBeVisible();
  expect(first.getByText("2 × Espresso beans, 1 × Oat milk")).toBeVisible();
  expect(first.getByText("1,234.50")).toBeVisible();
  expect(first.getByText("Pending")).toBeVisible();
  expect(within(row(/1041/)).getByText("Walk-in")).toBeVisible();
});

it("names the currency once, in the head", () => {
  show(<OrderTable {...still} orders={[order]} hrefFor={hrefFor} />);
  expect(screen.getByRole("columnheader", { name: "Total €" })).toBeVisible();
  expect(screen.getAllByText(/€/)).toHaveLength(1);
});

it("makes room for amounts from a million on", () => {
  const rich = anOrder({ total: 999_999_999_999.99 });
  const { unmount } = show(
    <OrderTable {...still} orders={[order]} hrefFor={hrefFor} />,
  );
  expect(screen.getByRole("table")).not.toHaveAttribute("data-long");
  unmount();
  show(<OrderTable {...still} orders={[order, rich]} hrefFor={hrefFor} />);
  expect(screen.getByRole("table")).toHaveAttribute("data-long");
});

describe("moving from the row", () => {
  it("offers the next move and no other", async () => {
    const onMove = vi.fn();
    const { user } = show(
      <OrderTable
        {...still}
        orders={[order, done]}
        hrefFor={hrefFor}
        onMove={onMove}
      />,
    );
    const buttons = screen.getAllByRole("button");
    expect(buttons).toHaveLength(1);
    await user.click(
      screen.getByRole("button", { name: "Mark paid: Order 1042" }),
    );
    expect(onMove).toHaveBeenCalledExactlyOnceWith(order, "PAID");
  });

  it("offers nothing to those who may not", () => {
    show(<OrderTable {...still} orders={[order]} hrefFor={hrefFor} />);
    expect(screen.queryByRole("button")).toBeNull();
  });
});

it("tints a row that changed a moment ago, and no other", () => {
  const { store } = show(
    <OrderTable {...still} orders={[order, done]} hrefFor={hrefFor} />,
  );
  act(() => {
    store.dispatch(rowMarked({ id: order.id, seq: 4, at: Date.now() }));
  });
  expect(row(/1042/).className).toMatch(/tint/);
  expect(row(/1041/).className).not.toMatch(/tint/);
});
