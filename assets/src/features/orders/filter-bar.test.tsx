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

it("waits for the whole year of a date that is typed", async () => {
  const { user } = show(<Bar start={{ from: "2026-03-01" }} />);
  await user.click(screen.getByRole("button", { name: /^Date:/ }));
  const from = screen.getByLabelText("From");
  for (const year of ["0002", "0020", "0202"]) {
    fireEvent.change(from, { target: { value: `${year}-01-11` } });
    expect(from).toHaveValue(`${year}-01-11`);
    expect(current.from).toBe("2026-03-01");
  }
  fireEvent.change(from, { target: { value: "2025-01-11" } });
  expect(current.from).toBe("2025-01-11");
  fireEvent.change(from, { target: { value: "0026-01-11" } });
  fireEvent.keyDown(from, { key: "Enter" });
  expect(from).toHaveValue("2025-01-11");
  expect(current.from).toBe("2025-01-11");
});

it("says when the dates are the wrong way round, also of a shared link", async () => {
  const { user } = show(
    <Bar start={{ from: "2026-03-31", to: "2026-03-01" }} />,
  );
  const why = "“To” is before “From”.";
  expect(screen.getByText(why)).toBeVisible();
  await user.click(screen.getByRole("button", { name: /^Date:/ }));
  expect(screen.getByLabelText("To")).toHaveAccessibleDescription(why);
  fireEvent.change(screen.getByLabelText("To"), {
    target: { value: "2026-04-01" },
  });
  expect(screen.queryByText(why)).toBeNull();
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
