import { api } from "../../api/api";
import { importRequest, type ImportFile } from "../../api/csv";
import { listTag } from "../../api/list-cache";
import type { Page } from "../../api/pages";
import type {
  ImportReport,
  NewProduct,
  Product,
  ProductPatch,
  StockChange,
  StockEntry,
} from "../../api/types";
import { forgetProduct, rememberProduct } from "./cache";

export interface ProductFilters {
  q: string;
  archived: boolean;
  /** Only those that run out. */
  low_stock: boolean;
}

export const productsApi = api.injectEndpoints({
  endpoints: (build) => ({
    listProducts: build.infiniteQuery<
      Page<Product>,
      ProductFilters,
      string | null
    >({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (page) => page.next,
      },
      query: ({ queryArg: { q, archived, low_stock }, pageParam }) =>
        pageParam === null
          ? {
              url: "/products",
              params: {
                q: q.trim(),
                archived: archived || undefined,
                low_stock: low_stock || undefined,
              },
            }
          : { url: pageParam },
      transformResponse: (rows: Product[], meta) => ({
        rows,
        next: meta?.next ?? null,
      }),
      providesTags: (_data, _error, filters) => [
        listTag("ProductList", filters),
      ],
    }),
    getProduct: build.query<Product, string>({
      query: (id) => `/products/${id}`,
      providesTags: (_data, _error, id) => [{ type: "Product", id }],
    }),
    createProduct: build.mutation<Product, NewProduct>({
      query: (body) => ({ url: "/products", method: "POST", body }),
      onQueryStarted: async (_arg, { dispatch, queryFulfilled }) => {
        const answer = await queryFulfilled.catch(() => null);
        if (answer) dispatch(rememberProduct(answer.data));
      },
    }),
    updateProduct: build.mutation<Product, { id: string; patch: ProductPatch }>(
      {
        query: ({ id, patch }) => ({
          url: `/products/${id}`,
          method: "PATCH",
          body: patch,
        }),
        onQueryStarted: async (_arg, { dispatch, queryFulfilled }) => {
          const answer = await queryFulfilled.catch(() => null);
          if (answer) dispatch(rememberProduct(answer.data));
        },
      },
    ),
    deleteProduct: build.mutation<null, string>({
      query: (id) => ({ url: `/products/${id}`, method: "DELETE" }),
      onQueryStarted: async (id, { dispatch, queryFulfilled }) => {
        const answer = await queryFulfilled.catch(() => null);
        if (answer) dispatch(forgetProduct(id));
      },
    }),
    listStock: build.infiniteQuery<Page<StockEntry>, string, string | null>({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: (page) => page.next,
      },
      query: ({ queryArg, pageParam }) =>
        pageParam === null
          ? { url: `/products/${queryArg}/stock`, params: { limit: 20 } }
          : { url: pageParam },
      transformResponse: (rows: StockEntry[], meta) => ({
        rows,
        next: meta?.next ?? null,
      }),
      providesTags: (_data, _error, id) => [{ type: "Stock", id }],
    }),
    changeStock: build.mutation<Product, { id: string; change: StockChange }>({
      query: ({ id, change }) => ({
        url: `/products/${id}/stock`,
        method: "POST",
        body: change,
      }),
      onQueryStarted: async (_arg, { dispatch, queryFulfilled }) => {
        const answer = await queryFulfilled.catch(() => null);
        if (answer) dispatch(rememberProduct(answer.data));
      },
    }),
    importProducts: build.mutation<ImportReport, ImportFile>({
      query: (given) => importRequest("products", given),
      // So many events at once may not all come one by one.
      invalidatesTags: (_report, _error, { dryRun }) =>
        dryRun ? [] : ["ProductList", "Product", "Stock", "Choices"],
    }),
  }),
});

export const {
  useListProductsInfiniteQuery,
  useGetProductQuery,
  useCreateProductMutation,
  useUpdateProductMutation,
  useDeleteProductMutation,
  useListStockInfiniteQuery,
  useChangeStockMutation,
  useImportProductsMutation,
} = productsApi;
