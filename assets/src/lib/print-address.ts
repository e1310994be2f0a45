/** What can be printed of an order: what goes into the parcel, and what the customer keeps. */
export const printDocuments = ["slip", "receipt"] as const;

export type PrintDocument = (typeof printDocuments)[number];

/** How many orders are printed at once, at most. */
export const printLimit = 200;

/** The page that prints this document of these orders, in this order. */
export function printAddress(
  document: PrintDocument,
  numbers: readonly number[],
): string {
  return `/print/${document}?orders=${numbers.join(",")}`;
}
