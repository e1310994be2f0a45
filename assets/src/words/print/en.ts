import type { PrintDocument } from "../../lib/print-address";

function printTitle(document: PrintDocument, labels: string[]): string {
  const isSlip = document === "slip";
  const [first] = labels;
  if (first === undefined) return isSlip ? "Packing slips" : "Receipts";
  if (labels.length === 1) {
    return isSlip ? `Packing slip ${first}` : `Receipt ${first}`;
  }
  return `${labels.length} ${isSlip ? "packing slips" : "receipts"}`;
}

/** The words of what is printed: fetched with it. */
const en = {
  name: {
    slip: (label: string) => `Packing slip of order ${label}`,
    receipt: (label: string) => `Receipt of order ${label}`,
  },
  title: printTitle,
  foot: {
    slip: (label: string) => `Packing slip, order ${label}`,
    receipt: (label: string) => `Receipt, order ${label}`,
  },
  back: "Back",
  document: "Document",
  paper: "Paper",
  papers: { a4: "A4", "80mm": "80 mm" },
  action: "Print",
  loading: "Fetching the orders",
  nothing: "Nothing to print",
  nothingDetail: "None of these orders is there. Go back and choose others.",
  missing: (numbers: (number | string)[]) =>
    numbers.length === 1
      ? `Order ${numbers[0]} was not found, so it is not printed.`
      : `These orders were not found, so they are not printed: ${numbers.join(", ")}.`,
  tooMany: (most: string) =>
    `Only the first ${most} orders are printed at once.`,
  code: (label: string) => `Code of order ${label}`,
  taxNumber: (number: string) => `Tax number ${number}`,
  customer: "Customer",
  packed: "Packed",
  quantity: "Qty",
  product: "Product",
  sku: "SKU",
  note: "Note",
  pieces: (count: number, text: string) =>
    count === 1 ? "1 piece" : `${text} pieces`,
  statusLink: "See live where this order stands:",
  statusCode: (number: number) => `QR code: where order ${number} stands`,
  withLink: "Status link",
  doNotPack: "Do not pack.",
  unitPrice: "Unit price",
  amount: "Amount",
  each: (price: string) => `${price} each`,
  total: (currency: string) => `Total ${currency}`,
  taxHead: { rate: "Rate", net: "Net", tax: "Tax", gross: "Gross" },
  paidBy: (method: string) => `Paid: ${method}`,
  refundedBy: (method: string) => `Given back: ${method}`,
  open: "Still to be paid",
  status: {
    PENDING: "Not paid yet",
    PAID: "Paid",
    FULFILLED: "Paid",
    CANCELLED: "Cancelled",
  },
  closing: {
    day: "Day",
    before: "The day before",
    after: "The day after",
    name: (day: string) => `Day's closing of ${day}`,
    span: (from: string, until: string) => `${from} – ${until}`,
    payments: "Payments",
    method: "Method",
    paid: "Paid",
    refunded: "Given back",
    left: "Left",
    sum: "Sum",
    credited: "credited",
    taxes: "Tax",
    taxHelp: "Invoiced, less what was credited",
    rate: "Rate",
    net: "Net",
    tax: "Tax",
    gross: "Gross",
    noTaxes: "Nothing was invoiced.",
    orders: "Orders taken",
    status: "Status",
    count: "Orders",
    total: "Total",
    ordersHelp: "By where they stand now",
    signature: "Counted by",
  },
};

export type PrintWords = typeof en;

export default en;
