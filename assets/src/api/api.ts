import { createApi } from "@reduxjs/toolkit/query/react";
import { baseQuery } from "./base-query";

/** Everything that a live event can make stale. */
export const liveTags = [
  "Order",
  "OrderList",
  "OrderCounts",
  "Timeline",
  "Payments",
  "Product",
  "ProductList",
  "Stock",
  "Customer",
  "CustomerList",
  "CustomerReport",
  "Choices",
  "Summary",
  "Setup",
  "Shop",
  "Settings",
] as const;

/** The one cache of what the server said. Features inject their endpoints. */
export const api = createApi({
  reducerPath: "api",
  baseQuery,
  tagTypes: [
    ...liveTags,
    "Session",
    "Backups",
    "Alarms",
    "ApiTokenList",
    "DisplayList",
    "DisplaySettings",
    "WebhookList",
    "WebhookDeliveries",
    "MailSettings",
    "MailList",
  ],
  keepUnusedDataFor: 300,
  // One request that is slow must not hold back what an event made stale.
  invalidationBehavior: "immediately",
  endpoints: () => ({}),
});
