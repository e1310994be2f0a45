import { api } from "../../api/api";
import { listTag } from "../../api/list-cache";
import type { Page } from "../../api/pages";
import type {
  NewOrder,
  Order,
  OrderCounts,
  OrderPatch,
  StatusLink,
  NewPayment,
  Payment,
  TimelineEntry,
} from "../../api/types";
import type { BulkTarget } from "./bulk";
import { forgetOrder, rememberOrder } from "./cache";
import { countedBy, paramsFromQuery, type OrderQuery } from "./order-filters";

export interface OrderRef {
  id: string;
  /** As the person saw it; absent: whatever the order has become. */
  version?: number;
}

/** Refuses the change when someone else was faster. */
export function ifMatch({ version }: OrderRef): Record<string, string> {
  return version === undefined ? {} : { "If-Match": `"${version}"` };
}

/** The first page is small, to be there at once; who scrolls on gets more at a time. */
const laterRows = 200;

function withLimit(address: string, limit: number): string {
  const url = new URL(address, window.location.origin);
  url.searchParams.set("limit", String(limit));
  return url.pathname + url.search;
}

export const ordersApi = api.injectEndpoints({
  endpoints: (build) => ({
    listOrders: build.infiniteQuery<Page<Order>, OrderQuery, string | null>({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (page) => page.next,
      },
      query: ({ queryArg, pageParam }) =>
        pageParam === null
          ? { url: "/orders", params: paramsFromQuery(queryArg) }
          : { url: pageParam },
      transformResponse: (rows: Order[], meta) => ({
        rows,
        next: meta?.next ? withLimit(meta.next, laterRows) : null,
      }),
      providesTags: (_data, _error, filters) => [listTag("OrderList", filters)],
    }),
    /** How many orders have each status, of those that the query lets through. */
    countOrders: build.query<OrderCounts, OrderQuery>({
      query: (query) => ({
        url: "/orders/counts",
        params: paramsFromQuery(countedBy(query)),
      }),
      providesTags: (_data, _error, query) => [listTag("OrderCounts", query)],
    }),
    /** Everything that a query lets through, also what no list has loaded. */
    listTargets: build.query<BulkTarget[], OrderQuery>({
      queryFn: async (query, _store, _options, fetchWith) => {
        const targets: BulkTarget[] = [];
        // By number: an order that is moved meanwhile keeps its place in this walk.
        const params = paramsFromQuery({ ...query, sort: "number" });
        let address: string | null = null;
        do {
          const answer = await fetchWith(
            address ?? {
              url: "/orders",
              params: { ...params, limit: laterRows },
            },
          );
          if (answer.error) return { error: answer.error };
          for (const { id, number, label } of answer.data as Order[]) {
            targets.push({ id, number, label });
          }
          address = answer.meta?.next ?? null;
        } while (address !== null);
        return { data: targets };
      },
    }),
    /** By number, as people say it, or by id. */
    getOrder: build.query<Order, string>({
      query: (ref) => `/orders/${encodeURIComponent(ref)}`,
      providesTags: (order) =>
        order ? [{ type: "Order", id: order.id }] : ["Order"],
    }),
    getTimeline: build.query<TimelineEntry[], string>({
      query: (id) => `/orders/${id}/events`,
      providesTags: (_data, _error, id) => [{ type: "Timeline", id }],
    }),
    /**
     * The link that shows an order's state. Asking makes it if there is none, so nothing asks
     * again by itself: it would bring back what was revoked.
     */
    getStatusLink: build.query<StatusLink, string>({
      query: (id) => ({ url: `/orders/${id}/link`, method: "POST" }),
      keepUnusedDataFor: 0,
    }),
    revokeStatusLink: build.mutation<null, string>({
      query: (id) => ({ url: `/orders/${id}/link`, method: "DELETE" }),
    }),
    /** What was paid for an order and given back, oldest first. */
    getPayments: build.query<Payment[], string>({
      query: (id) => `/orders/${id}/payments`,
      providesTags: (_data, _error, id) => [{ type: "Payments", id }],
    }),
    enterPayment: build.mutation<Order, OrderRef & { payment: NewPayment }>({
      query: ({ payment, ...ref }) => ({
        url: `/orders/${ref.id}/payments`,
        method: "POST",
        headers: ifMatch(ref),
        body: payment,
      }),
      onQueryStarted: async (_arg, { dispatch, queryFulfilled }) => {
        const answer = await queryFulfilled.catch(() => null);
        if (answer) dispatch(rememberOrder(answer.data));
      },
      invalidatesTags: (_data, error, { id }) =>
        error ? [{ type: "Order", id }] : [],
    }),
    createOrder: build.mutation<Order, { order: NewOrder; key: string }>({
      query: ({ order, key }) => ({
        url: "/orders",
        method: "POST",
        headers: { "Idempotency-Key": key },
        body: order,
      }),
      onQueryStarted: async (_arg, { dispatch, queryFulfilled }) => {
        const answer = await queryFulfilled.catch(() => null);
        if (answer) dispatch(rememberOrder(answer.data));
      },
    }),
    updateOrder: build.mutation<Order, OrderRef & { patch: OrderPatch }>({
      query: ({ patch, ...ref }) => ({
        url: `/orders/${ref.id}`,
        method: "PATCH",
        headers: ifMatch(ref),
        body: patch,
      }),
      onQueryStarted: async (_arg, { dispatch, queryFulfilled }) => {
        const answer = await queryFulfilled.catch(() => null);
        if (answer) dispatch(rememberOrder(answer.data));
      },
      // A refusal means that what is shown is no longer what the server has.
      invalidatesTags: (_data, error, { id }) =>
        error ? [{ type: "Order", id }] : [],
    }),
    deleteOrder: build.mutation<null, OrderRef>({
      query: (ref) => ({
        url: `/orders/${ref.id}`,
        method: "DELETE",
        headers: ifMatch(ref),
      }),
      onQueryStarted: async ({ id }, { dispatch, queryFulfilled }) => {
        const answer = await queryFulfilled.catch(() => null);
        if (answer) dispatch(forgetOrder(id));
      },
      invalidatesTags: (_data, error, { id }) =>
        error ? [{ type: "Order", id }] : [],
    }),
  }),
});

export const {
  useListOrdersInfiniteQuery,
  useCountOrdersQuery,
  useGetOrderQuery,
  useGetTimelineQuery,
  useGetStatusLinkQuery,
  useRevokeStatusLinkMutation,
  useGetPaymentsQuery,
  useEnterPaymentMutation,
  useCreateOrderMutation,
  useUpdateOrderMutation,
  useDeleteOrderMutation,
} = ordersApi;
