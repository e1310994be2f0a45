import { createContext, useContext } from "react";
import type { SetupStatus } from "../api/types";

export type Shop = Omit<SetupStatus, "needed">;

export const ShopContext = createContext<Shop>({
  shop_name: "OMS",
  currency: "EUR",
  timezone: "UTC",
  low_stock: 5,
});

/** The shop's name, currency and time zone, and at how many left a product runs out. */
export function useShop(): Shop {
  return useContext(ShopContext);
}
