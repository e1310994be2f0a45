/** What everyone who is signed in may know of the shop: what papers show of it. */
import type { CacheThunk } from "./list-cache";
import { api } from "./api";
import { sessionApi } from "./session";
import type { Letterhead } from "./types";

export const shopApi = api.injectEndpoints({
  endpoints: (build) => ({
    getShop: build.query<Letterhead, void>({
      query: () => "/shop",
      providesTags: ["Shop"],
    }),
  }),
});

export const { useGetShopQuery } = shopApi;

/** A change of the shop reaches every page, and anew what was counted by its rules. */
export function rememberShop(shop: Letterhead): CacheThunk<void> {
  return (dispatch, getState) => {
    const { getSetup } = sessionApi.endpoints;
    const before = getSetup.select()(getState()).data;
    dispatch(shopApi.util.updateQueryData("getShop", undefined, () => shop));
    dispatch(
      sessionApi.util.updateQueryData("getSetup", undefined, (setup) => ({
        ...setup,
        shop_name: shop.name,
        currency: shop.currency,
        prices_include_tax: shop.prices_include_tax,
        tax_rate: shop.tax_rate,
        day_starts_at: shop.day_starts_at,
        low_stock: shop.low_stock,
      })),
    );
    if (
      before?.low_stock !== shop.low_stock ||
      before.day_starts_at !== shop.day_starts_at
    ) {
      dispatch(
        api.util.invalidateTags([
          "OrderList",
          "OrderCounts",
          "ProductList",
          "Summary",
        ]),
      );
    }
  };
}
