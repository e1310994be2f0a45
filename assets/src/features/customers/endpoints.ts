import { api } from "../../api/api";
import { importRequest, type ImportFile } from "../../api/csv";
import { listTag } from "../../api/list-cache";
import type { Page } from "../../api/pages";
import type {
  CustomerReport,
  ImportReport,
  NewUser,
  User,
  UserPatch,
} from "../../api/types";
import { forgetCustomer, rememberCustomer } from "./cache";

export interface CustomerFilters {
  q: string;
  archived: boolean;
}

export const customersApi = api.injectEndpoints({
  endpoints: (build) => ({
    listCustomers: build.infiniteQuery<
      Page<User>,
      CustomerFilters,
      string | null
    >({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (page) => page.next,
      },
      query: ({ queryArg: { q, archived }, pageParam }) =>
        pageParam === null
          ? {
              url: "/customers",
              params: { q: q.trim(), archived: archived || undefined },
            }
          : { url: pageParam },
      transformResponse: (rows: User[], meta) => ({
        rows,
        next: meta?.next ?? null,
      }),
      providesTags: (_data, _error, filters) => [
        listTag("CustomerList", filters),
      ],
    }),
    getCustomer: build.query<User, string>({
      query: (id) => `/customers/${id}`,
      providesTags: (_data, _error, id) => [{ type: "Customer", id }],
    }),
    getCustomerReport: build.query<CustomerReport, string>({
      query: (id) => `/reports/customers/${id}`,
      providesTags: (_data, _error, id) => [listTag("CustomerReport", id)],
    }),
    createCustomer: build.mutation<User, NewUser>({
      query: (body) => ({ url: "/customers", method: "POST", body }),
      onQueryStarted: async (_arg, { dispatch, queryFulfilled }) => {
        const answer = await queryFulfilled.catch(() => null);
        if (answer) dispatch(rememberCustomer(answer.data));
      },
    }),
    updateCustomer: build.mutation<User, { id: string; patch: UserPatch }>({
      query: ({ id, patch }) => ({
        url: `/customers/${id}`,
        method: "PATCH",
        body: patch,
      }),
      onQueryStarted: async (_arg, { dispatch, queryFulfilled }) => {
        const answer = await queryFulfilled.catch(() => null);
        if (answer) dispatch(rememberCustomer(answer.data));
      },
    }),
    deleteCustomer: build.mutation<null, string>({
      query: (id) => ({ url: `/customers/${id}`, method: "DELETE" }),
      onQueryStarted: async (id, { dispatch, queryFulfilled }) => {
        const answer = await queryFulfilled.catch(() => null);
        if (answer) dispatch(forgetCustomer(id));
      },
    }),
    importCustomers: build.mutation<ImportReport, ImportFile>({
      query: (given) => importRequest("customers", given),
      // So many events at once may not all come one by one.
      invalidatesTags: (_report, _error, { dryRun }) =>
        dryRun ? [] : ["CustomerList", "Customer", "Choices"],
    }),
  }),
});

export const {
  useListCustomersInfiniteQuery,
  useGetCustomerQuery,
  useGetCustomerReportQuery,
  useCreateCustomerMutation,
  useUpdateCustomerMutation,
  useDeleteCustomerMutation,
  useImportCustomersMutation,
} = customersApi;
