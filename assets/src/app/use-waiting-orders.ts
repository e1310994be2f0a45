import { useCountOrdersQuery } from "../features/orders/endpoints";
import { everything } from "../features/orders/order-filters";

/** How many orders someone has yet to work on: not paid, or not handed over. */
export function useWaitingOrders(isAdmin: boolean): number | null {
  const { data } = useCountOrdersQuery(everything, { skip: !isAdmin });
  if (!data) return null;
  return data.counts
    .filter(({ status }) => status === "PENDING" || status === "PAID")
    .reduce((sum, { orders }) => sum + orders, 0);
}
