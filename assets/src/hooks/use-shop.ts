import { createContext, useContext } from "react";
import type { SetupStatus } from "../api/types";

export type Shop = Omit<SetupStatus, "needed">;

export const ShopContext = createContext<Shop>({
  shop_name: "OMS",
  currency: "EUR",
  timezone: "UTC",
  prices_include_tax: true,
  tax_rate: 0,
  day_starts_at: "00:00",
  low_stock: 5,
});

/** The shop's name, currency, time zone and day, and at how many left a product runs out. */
export function useShop(): Shop {
  return useContext(ShopContext);
}

/** How the shop states its prices, and the tax on what says nothing else. */
export function useTaxTerms() {
  const { prices_include_tax, tax_rate } = useShop();
  return { pricesIncludeTax: prices_include_tax, taxRate: tax_rate };
}
