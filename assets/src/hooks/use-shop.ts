import { createContext, useContext } from "react";
import type { SetupStatus } from "../api/types";

export type Shop = Omit<SetupStatus, "needed">;

export const ShopContext = createContext<Shop>({
  shop_name: "OMS",
  currency: "EUR",
  timezone: "UTC",
});

/** The shop's name, currency and time zone. */
export function useShop(): Shop {
  return useContext(ShopContext);
}
