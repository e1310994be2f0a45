import type { OrderStatus } from "../../api/types";
import { useCountOrdersQuery } from "./endpoints";
import { countedBy, type OrderQuery } from "./order-filters";

/** How many orders a query lets through; null while unknown. */
export function useMatching(query: OrderQuery) {
  const { data } = useCountOrdersQuery(countedBy(query));
  if (!data) return null;
  const isAsked = (status: OrderStatus) =>
    query.status.length === 0 || query.status.includes(status);
  const orders = data.counts
    .filter(({ status }) => isAsked(status))
    .reduce((sum, count) => sum + count.orders, 0);
  return { orders, isExact: data.is_exact };
}
