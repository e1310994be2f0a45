/** The filters of the orders list, and their form in the address bar. */
import type { QueryParams } from "../../api/base-query";
import type { Order, OrderStatus } from "../../api/types";
import { addDays, dayIn, startOfMonth, startOfWeek } from "../../lib/time";

export const statuses: readonly OrderStatus[] = [
  "PENDING",
  "PAID",
  "FULFILLED",
  "CANCELLED",
];

export const sorts = [
  "-number",
  "number",
  "-updated_at",
  "updated_at",
  "-total",
  "total",
] as const;

export type OrderSort = (typeof sorts)[number];

/** Spans of days that go on with the calendar: a link to today shows tomorrow's orders tomorrow. */
export const periods = ["today", "yesterday", "week", "month"] as const;

export type Period = (typeof periods)[number];

/** What the server is asked. */
export interface OrderQuery {
  status: OrderStatus[];
  user_id: string | null;
  from: string | null;
  to: string | null;
  q: string;
  sort: OrderSort;
}

/** What the person chose. A period stands instead of two dates. */
export interface OrderFilters extends OrderQuery {
  period: Period | null;
}

export const everything: OrderQuery = {
  status: [],
  user_id: null,
  from: null,
  to: null,
  q: "",
  sort: "-number",
};

export const noFilters: OrderFilters = { ...everything, period: null };

const date = /^\d{4}-\d{2}-\d{2}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads a shared or an old link: what it does not know, it drops. */
export function filtersFromSearch(search: URLSearchParams): OrderFilters {
  const asked = (search.get("status") ?? "").split(",");
  const match = (name: string, pattern: RegExp) => {
    const value = search.get(name);
    return value !== null && pattern.test(value) ? value : null;
  };
  const period = periods.find((name) => name === search.get("period"));
  return {
    status: statuses.filter((status) => asked.includes(status)),
    user_id: match("user_id", uuid),
    period: period ?? null,
    from: period ? null : match("from", date),
    to: period ? null : match("to", date),
    q: search.get("q") ?? "",
    sort: sorts.find((sort) => sort === search.get("sort")) ?? "-number",
  };
}

export function searchFromFilters(filters: OrderFilters): URLSearchParams {
  const search = new URLSearchParams(paramsFrom(filters));
  if (filters.period) {
    search.delete("from");
    search.delete("to");
    search.set("period", filters.period);
  }
  return search;
}

function paramsFrom(filters: OrderQuery): Record<string, string> {
  const search = new URLSearchParams();
  if (filters.status.length > 0) search.set("status", filters.status.join(","));
  if (filters.user_id) search.set("user_id", filters.user_id);
  if (filters.from) search.set("from", filters.from);
  if (filters.to) search.set("to", filters.to);
  if (filters.q !== "") search.set("q", filters.q);
  if (filters.sort !== everything.sort) search.set("sort", filters.sort);
  return Object.fromEntries(search);
}

export function paramsFromQuery(query: OrderQuery): QueryParams {
  return paramsFrom({ ...query, q: query.q.trim() });
}

/** The filters as the server understands them, on this day of the shop. */
export function queryFrom(filters: OrderFilters, today: string): OrderQuery {
  const { period, ...query } = filters;
  return period ? { ...query, ...daysOf(period, today) } : query;
}

function daysOf(period: Period, today: string): { from: string; to: string } {
  switch (period) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case "week":
      return { from: startOfWeek(today), to: today };
    case "month":
      return { from: startOfMonth(today), to: today };
  }
}

/** The statuses aside: what the counts beside the statuses are of. */
export function countedBy(query: OrderQuery): OrderQuery {
  return { ...query, status: [], sort: everything.sort };
}

export function isFiltered(filters: OrderFilters): boolean {
  return searchFromFilters({ ...filters, sort: noFilters.sort }).size > 0;
}

/**
 * Whether an order belongs to a list: null when only the server can tell, because the
 * list is a search.
 */
export function belongs(
  order: Order,
  query: OrderQuery,
  timezone: string,
): boolean | null {
  const { status, user_id, from, to, q } = query;
  if (status.length > 0 && !status.includes(order.status)) return false;
  if (user_id && order.user_id !== user_id) return false;
  const day = dayIn(order.created_at, timezone);
  if (from && day < from) return false;
  if (to && day > to) return false;
  return q.trim() === "" ? true : null;
}

export function compareBy(sort: OrderSort): (a: Order, b: Order) => number {
  const sign = sort.startsWith("-") ? -1 : 1;
  const by: (a: Order, b: Order) => number = sort.endsWith("number")
    ? () => 0
    : sort.endsWith("total")
      ? (a, b) => a.total - b.total
      : (a, b) => Date.parse(a.updated_at) - Date.parse(b.updated_at);
  // Rows that are equal stand in the order of their numbers, as the server has them.
  return (a, b) => sign * (by(a, b) || a.number - b.number);
}
