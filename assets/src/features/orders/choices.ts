/** What can be chosen while an order is typed, also from memory while the server is away. */
import type { BaseQueryFn } from "@reduxjs/toolkit/query";
import { api } from "../../api/api";
import type { ApiRequest } from "../../api/base-query";
import type { CacheState } from "../../api/list-cache";
import type { NewUser, Problem, Product, User } from "../../api/types";
import { knownRows, matching } from "./known-rows";

export interface Search {
  q: string;
  limit?: number;
}

/** The most that one page of a list holds. */
export const wholePage = 200;
/** All that was ever fetched counts, what a search found here too. */
const productLists = ["knownProducts", "listProducts", "findProducts"];
const customerLists = ["knownCustomers", "listCustomers", "findCustomers"];
const dayS = 24 * 60 * 60;
/** While the server is known to be away, memory answers after this long. */
const patienceMs = 1500;

export const choicesApi = api.injectEndpoints({
  endpoints: (build) => ({
    /** The first products and customers that match what is being typed. */
    findProducts: build.query<Product[], Search>({
      queryFn: async (search, { getState }, _options, fetchWith) =>
        fromServerOrMemory<Product>(
          fetchWith,
          {
            url: "/products",
            params: { ...search, limit: search.limit ?? 20 },
          },
          getState() as AwayState,
          (state) =>
            matching(
              knownRows<Product>(state, productLists),
              search.q,
              ({ name, sku }) => [name, sku],
            ),
        ),
      providesTags: ["Choices"],
    }),
    findCustomers: build.query<User[], Search>({
      queryFn: async (search, { getState }, _options, fetchWith) =>
        fromServerOrMemory<User>(
          fetchWith,
          {
            url: "/customers",
            params: { ...search, limit: search.limit ?? 20 },
          },
          getState() as AwayState,
          (state) =>
            matching(
              knownRows<User>(state, customerLists),
              search.q,
              ({ name, email, phone }) => [name, email, phone],
            ),
        ),
      providesTags: ["Choices"],
    }),
    getCustomerName: build.query<User, string>({
      query: (id) => `/customers/${id}`,
      providesTags: ["Choices"],
    }),
    /** A product in an open form: what is left of it follows the live events. */
    getStockLeft: build.query<Product, string>({
      query: (id) => `/products/${id}`,
      providesTags: (_data, _error, id) => [{ type: "Stock", id }],
    }),
    /** Fetched quietly, for the time when the server can't be asked. */
    knownProducts: build.query<Product[], void>({
      query: () => ({ url: "/products", params: { limit: wholePage } }),
      keepUnusedDataFor: dayS,
    }),
    knownCustomers: build.query<User[], void>({
      query: () => ({ url: "/customers", params: { limit: wholePage } }),
      keepUnusedDataFor: dayS,
    }),
    addCustomer: build.mutation<User, NewUser>({
      query: (body) => ({ url: "/customers", method: "POST", body }),
      invalidatesTags: (customer) => (customer ? ["Choices"] : []),
    }),
  }),
});

export const {
  useFindProductsQuery,
  useFindCustomersQuery,
  useGetCustomerNameQuery,
  useGetStockLeftQuery,
  useAddCustomerMutation,
} = choicesApi;

type AwayState = CacheState & { live?: { status: string } };
type FetchWith = (
  request: ApiRequest,
) => ReturnType<BaseQueryFn<ApiRequest, unknown, Problem>>;

async function fromServerOrMemory<Row>(
  fetchWith: FetchWith,
  request: ApiRequest,
  state: AwayState,
  remember: (state: CacheState) => Row[],
): Promise<{ data: Row[] } | { error: Problem }> {
  const asked = Promise.resolve(fetchWith(request));
  const answer =
    state.live?.status === "offline"
      ? await Promise.race([asked, afterPatience()])
      : await asked;
  if (answer?.data) return { data: answer.data as Row[] };
  const isAway = !answer?.error || answer.error.status === 0;
  const known = isAway ? remember(state) : [];
  if (known.length > 0 || !answer?.error) return { data: known };
  return { error: answer.error };
}

function afterPatience(): Promise<null> {
  return new Promise((done) => setTimeout(() => done(null), patienceMs));
}
