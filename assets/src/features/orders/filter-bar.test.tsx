import { fireEvent, screen } from "@testing-library/react";
import { useEffect, useState } from "react";
import { expect, it } from "vitest";
import type { OrderCounts } from "../../api/types";
import { aUser } from "../../testing/factories";
import { serve } from "../../testing/handlers";
import { show } from "../../testing/render";
import { FilterBar } from "./filter-bar";
import { noFilters, type OrderFilters } from "./order-filters";

let current: OrderFilters;
const keep = (filters: OrderFilters) => {
  current = filters;
};

function Bar({
  start,
  counts,
  withCustomer = true,
}: {
  start?: Partial<OrderFilters>;
  counts?: OrderCounts;
  withCustomer?: boolean;
}) {
  const [filters, setFilters] = useState({ ...noFilters, ...start });
  useEffect(() => keep(filters), [filters]);
  return (
    <FilterBar
      filters={filters}
      counts={counts}
      onChange={setFilters}
      withCustomer={withCustomer}
      withSort
    />
  );
}

const chip = (name: string) => screen.getByRole("button", { name });

it("switches statuses on and off, in the order of the pipeline", async () => {
  const { user } = show(<Bar />);
  await user.click(chip("Paid"));
  await user.click(chip("Pending"));
  expect(current.status).toEqual(["PENDING", "PAID"]);
  expect(chip("Paid")).toHaveAttribute("aria-pressed", "true");
  await user.click(chip("Paid"));
  expect(current.status).toEqual(["PENDING"]);
  expect(chip("Paid")).toHaveAttribute("aria-pressed", "false");
});

it("takes dates", async () => {
  const { user } = show(<Bar />);
  await user.click(screen.getByRole("button", { name: "Date: Any date" }));
  fireEvent.change(screen.getByLabelText("From"), {
    target: { value: "2026-03-01" },
  });
  fireEvent.change(screen.getByLabelText("To"), {
    target: { value: "2026-03-31" },
  });
  expect(current).toMatchObject({ from: "2026-03-01", to: "2026-03-31" });
  expect(
    screen.getByRole("button", { name: /^Date: .*Mar.* – .*31/ }),
  ).toBeVisible();
  fireEvent.change(screen.getByLabelText("From"), { target: { value: "" } });
  expect(current.from).toBeNull();
});

it("takes a period that goes on with the calendar, and lets it go again", async () => {
  const { user } = show(
    <Bar start={{ from: "2026-03-01", to: "2026-03-31" }} />,
  );
  await user.click(screen.getByRole("button", { name: /^Date:/ }));
  await user.click(screen.getByRole("button", { name: "Yesterday" }));
  expect(current).toMatchObject({ period: "yesterday", from: null, to: null });
  await user.click(screen.getByRole("button", { name: "Date: Yesterday" }));
  await user.click(screen.getByRole("button", { name: "Yesterday" }));
  expect(current.period).toBeNull();
});

it("tells how many orders have each status", () => {
  const counts = (["PENDING", "PAID", "FULFILLED", "CANCELLED"] as const).map(
    (status, index) => ({ status, orders: index * 1000 }),
  );
  show(<Bar counts={{ counts, is_exact: false }} />);
  expect(chip("Paid 1,000+")).toBeVisible();
});

it("finds a customer while typing", async () => {
  const customer = aUser({ name: "Harbour School" });
  serve({
    "GET /api/customers": ({ search }) => ({
      body: search.get("q") === "harb" ? [customer] : [aUser()],
    }),
  });
  const { user } = show(<Bar />);
  await user.type(screen.getByRole("combobox", { name: "Customer" }), "harb");
  await user.click(
    await screen.findByRole("option", { name: /Harbour School/ }),
  );
  expect(current.user_id).toBe(customer.id);
});

it("sorts", async () => {
  const { user } = show(<Bar />);
  await user.click(
    screen.getByRole("button", { name: /Sort by: Newest first/ }),
  );
  await user.click(
    await screen.findByRole("menuitemradio", { name: "Highest total" }),
  );
  expect(current.sort).toBe("-total");
});

it("clears all filters at once and keeps the sorting", async () => {
  const { user } = show(
    <Bar
      start={{ status: ["PAID"], from: "2026-03-01", q: "x", sort: "total" }}
    />,
  );
  await user.click(screen.getByRole("button", { name: "Clear filters" }));
  expect(current).toEqual({ ...noFilters, sort: "total" });
  expect(screen.queryByRole("button", { name: "Clear filters" })).toBeNull();
});

it("has no choice of customer for those who see only their own orders", () => {
  show(<Bar withCustomer={false} />);
  expect(screen.queryByRole("combobox", { name: "Customer" })).toBeNull();
});
