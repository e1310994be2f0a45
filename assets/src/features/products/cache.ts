/** Keeps every cached product and list of products right when a product changes. */
import { api } from "../../api/api";
import { cachedArgs, refetchSoon, type CacheThunk } from "../../api/list-cache";
import { isNews, placeNamedRow, removeRow } from "../../api/pages";
import { sessionApi } from "../../api/session";
import type { Product } from "../../api/types";
import { productsApi, type ProductFilters } from "./endpoints";
import { stockLevel } from "./stock-level";

/**
 * Takes over a product as the server has it now. One older than the one shown is ignored.
 * True when something on screen may have changed.
 */
export function rememberProduct(product: Product): CacheThunk<boolean> {
  return (dispatch) => {
    const details = dispatch(patchDetails(product));
    const lists = dispatch(patchLists(product));
    dispatch(
      api.util.invalidateTags([{ type: "Stock", id: product.id }, "Choices"]),
    );
    return details || lists;
  };
}

export function forgetProduct(id: string): CacheThunk<void> {
  return (dispatch, getState) => {
    const lists = cachedArgs<ProductFilters>(getState(), "listProducts");
    for (const { arg, isLoading } of lists) {
      dispatch(
        productsApi.util.updateQueryData("listProducts", arg, (data) =>
          removeRow(data.pages, id),
        ),
      );
      // Deleted may mean archived, and the archive is a list too.
      if (isLoading || arg.archived) dispatch(refetchSoon("ProductList", arg));
    }
    dispatch(api.util.invalidateTags([{ type: "Product", id }, "Choices"]));
  };
}

function patchDetails(product: Product): CacheThunk<boolean> {
  return (dispatch, getState) => {
    let changed = false;
    const details = cachedArgs<string>(getState(), "getProduct");
    for (const { arg, isLoading } of details) {
      dispatch(
        productsApi.util.updateQueryData("getProduct", arg, (shown) => {
          if (!isNews(shown, product)) return;
          changed = true;
          return product;
        }),
      );
      if (isLoading && arg === product.id) {
        dispatch(api.util.invalidateTags([{ type: "Product", id: arg }]));
      }
    }
    return changed;
  };
}

function patchLists(product: Product): CacheThunk<boolean> {
  return (dispatch, getState) => {
    const { data: setup } = sessionApi.endpoints.getSetup.select()(
      getState() as never,
    );
    let changed = false;
    const lists = cachedArgs<ProductFilters>(getState(), "listProducts");
    for (const { arg, isLoading } of lists) {
      const belongs = fits(product, arg, setup?.low_stock);
      let mustAsk = isLoading;
      dispatch(
        productsApi.util.updateQueryData("listProducts", arg, ({ pages }) => {
          const outcome = placeNamedRow(pages, product, belongs);
          changed ||= outcome !== "unchanged";
          mustAsk ||= outcome === "ask the server";
        }),
      );
      if (mustAsk) dispatch(refetchSoon("ProductList", arg));
    }
    return changed;
  };
}

function fits(
  product: Product,
  { archived, low_stock }: ProductFilters,
  threshold: number | undefined,
): boolean {
  if (archived !== (product.archived_at !== null)) return false;
  if (!low_stock || threshold === undefined) return true;
  return stockLevel(product.stock, threshold) !== null;
}
