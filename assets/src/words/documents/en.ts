/** The words of invoices, credit notes and receipts: fetched with the pages that lead to them. */
const en = {
  /** On an order. */
  ofOrder: "Documents",
  invoice: (number: string) => `Invoice ${number}`,
  creditNote: (number: string) => `Credit note ${number}`,
  receipt: "Receipt",
  list: "Documents",
  number: "Number",
  kind: "Kind",
  kinds: { invoice: "Invoice", credit_note: "Credit note" },
  anyKind: "All documents",
  onlyKind: { invoice: "Invoices", credit_note: "Credit notes" },
  order: "Order",
  buyer: "Customer",
  date: "Date",
  total: (currency: string) => `Total ${currency}`,
  from: "From",
  to: "To",
  toBeforeFrom: "Before the first day.",
  none: "No documents yet",
  noneDetail: "An order gets its invoice when it is marked paid.",
  noneFound: "Nothing was given out then",
  noneFoundDetail: "Choose other days, or all documents.",
};

export type DocumentWords = typeof en;
export default en;
