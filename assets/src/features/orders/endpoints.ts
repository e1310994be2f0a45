import { api } from "../../api/api";
import { listTag } from "../../api/list-cache";
import type { Page } from "../../api/pages";
import type {
  NewOrder,
  Order,
  OrderPatch,
  Product,
  TimelineEntry,
  User,
} from "../../api/types";
import { forgetOrder, rememberOrder } from "./cache";
import { paramsFromFilters, type OrderFilters } from "./order-filters";

export interface OrderRef {
  id: string;
  version: number;
}

/** Refuses the change when someone else was faster. */
function ifMatch({ version }: OrderRef): Record<string, string> {
  return { "If-Match": `"${version}"` };
}

export const ordersApi = api.injectEndpoints({
  endpoints: (build) => ({
    listOrders: build.infiniteQuery<Page<Order>, OrderFilters, string | null>({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (page) => page.next,
      },
      query: ({ queryArg, pageParam }) =>
        pageParam === null
          ? { url: "/orders", params: paramsFromFilters(queryArg) }
          : { url: pageParam },
      transformResponse: (rows: Order[], meta) => ({
        rows,
        next: meta?.next ?? null,
      }),
      providesTags: (_data, _error, filters) => [listTag("OrderList", filters)],
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
    /** The first products and customers that match what is being typed. */
    findProducts: build.query<Product[], string>({
      query: (q) => ({ url: "/products", params: { q, limit: 20 } }),
      providesTags: ["Choices"],
    }),
    findCustomers: build.query<User[], string>({
      query: (q) => ({ url: "/customers", params: { q, limit: 20 } }),
      providesTags: ["Choices"],
    }),
    getCustomerName: build.query<User, string>({
      query: (id) => `/customers/${id}`,
      providesTags: ["Choices"],
    }),
  }),
});

export const {
  useListOrdersInfiniteQuery,
  useGetOrderQuery,
  useGetTimelineQuery,
  useCreateOrderMutation,
  useUpdateOrderMutation,
  useDeleteOrderMutation,
  useFindProductsQuery,
  useFindCustomersQuery,
  useGetCustomerNameQuery,
} = ordersApi;
