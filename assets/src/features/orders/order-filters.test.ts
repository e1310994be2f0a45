import { describe, expect, it } from "vitest";
import { anOrder } from "../../testing/factories";
import {
  belongs,
  compareBy,
  countedBy,
  everything,
  filtersFromSearch,
  isFiltered,
  noFilters,
  paramsFromQuery,
  queryFrom,
  searchFromFilters,
  type OrderFilters,
} from "./order-filters";

const full: OrderFilters = {
  status: ["PENDING", "PAID"],
  user_id: "00000000-0000-7000-8000-000000000001",
  period: null,
  from: "2026-03-01",
  to: "2026-03-31",
  q: "café 2",
  sort: "-total",
};

describe("the address bar", () => {
  it("keeps every filter", () => {
    const search = searchFromFilters(full);
    expect(filtersFromSearch(new URLSearchParams(String(search)))).toEqual(
      full,
    );
  });

  it("keeps a period instead of its days", () => {
    const search = searchFromFilters({ ...full, period: "week" });
    expect(search.get("period")).toBe("week");
    expect(search.has("from")).toBe(false);
    expect(filtersFromSearch(search)).toEqual({
      ...full,
      period: "week",
      from: null,
      to: null,
    });
  });

  it("stays empty without filters", () => {
    expect(String(searchFromFilters(noFilters))).toBe("");
    expect(filtersFromSearch(new URLSearchParams())).toEqual(noFilters);
  });

  it("drops what it does not know", () => {
    const search = new URLSearchParams(
      "status=PAID,LOST&user_id=7&from=yesterday&to=2026-3-1&sort=name&x=1",
    );
    expect(filtersFromSearch(search)).toEqual({
      ...noFilters,
      status: ["PAID"],
    });
  });
});

it("asks the server in its own words", () => {
  expect(paramsFromQuery({ ...full, q: "  café " })).toEqual({
    status: "PENDING,PAID",
    user_id: full.user_id,
    from: "2026-03-01",
    to: "2026-03-31",
    q: "café",
    sort: "-total",
  });
});

it("does not count sorting as a filter", () => {
  expect(isFiltered({ ...noFilters, sort: "total" })).toBe(false);
  expect(isFiltered({ ...noFilters, q: "x" })).toBe(true);
});

describe("belongs", () => {
  const order = anOrder({ created_at: "2026-03-31T22:30:00.000Z" });

  it.each([
    [{}, true],
    [{ status: ["PENDING" as const] }, true],
    [{ status: ["PAID" as const] }, false],
    [{ user_id: full.user_id }, false],
    [{ from: "2026-03-31", to: "2026-03-31" }, true],
    [{ from: "2026-04-01" }, false],
    [{ to: "2026-03-30" }, false],
    [{ q: "beans" }, null],
    [{ q: "beans", status: ["PAID" as const] }, false],
  ])("with %j is %s", (part, expected) => {
    expect(belongs(order, { ...noFilters, ...part }, "UTC")).toBe(expected);
  });

  it("counts days in the shop's time zone", () => {
    const april = { ...noFilters, from: "2026-04-01" };
    expect(belongs(order, april, "Europe/Berlin")).toBe(true);
  });
});

describe("compareBy", () => {
  const orders = [
    anOrder({ number: 1, total: 5, updated_at: "2026-03-03T00:00:00Z" }),
    anOrder({ number: 2, total: 9, updated_at: "2026-03-01T00:00:00Z" }),
    anOrder({ number: 3, total: 5, updated_at: "2026-03-02T00:00:00Z" }),
  ];

  it.each([
    ["-number", [3, 2, 1]],
    ["number", [1, 2, 3]],
    ["-total", [2, 3, 1]],
    ["total", [1, 3, 2]],
    ["-updated_at", [1, 3, 2]],
    ["updated_at", [2, 3, 1]],
  ] as const)("%s", (sort, numbers) => {
    const sorted = orders.toSorted(compareBy(sort));
    expect(sorted.map(({ number }) => number)).toEqual(numbers);
  });
});

it.each([
  ["today", "2026-03-04", "2026-03-04"],
  ["yesterday", "2026-03-03", "2026-03-03"],
  ["week", "2026-03-02", "2026-03-04"],
  ["month", "2026-03-01", "2026-03-04"],
] as const)("asks for the days of %s", (period, from, to) => {
  expect(queryFrom({ ...noFilters, period }, "2026-03-04")).toEqual({
    ...everything,
    from,
    to,
  });
});

it("counts all statuses, whichever are chosen", () => {
  expect(countedBy({ ...everything, status: ["PAID"], q: "x" })).toEqual({
    ...everything,
    q: "x",
  });
});
