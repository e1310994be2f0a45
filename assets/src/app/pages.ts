import { loadDocumentWords } from "../words/documents/words";
import { loadMailWords } from "../words/mail/words";
import { loadPrintWords } from "../words/print/words";
import { loadSettingsWords } from "../words/settings/words";

/**
 * Each page loads its own part. All parts are fetched quietly once the first page
 * stands, so that later clicks answer at once, also while the server is away.
 */
export const pages = {
  dashboard: async () => (await import("./dashboard-route")).DashboardRoute,
  setup: async () => (await import("./setup-route")).SetupRoute,
  login: async () => (await import("../features/account/login-page")).LoginPage,
  orders: async () =>
    (await import("../features/orders/orders-page")).OrdersPage,
  order: async () =>
    (
      await withWords(
        import("../features/orders/order-panel"),
        loadDocumentWords,
      )
    ).OrderPanel,
  newOrder: async () =>
    (await import("../features/orders/new-order-panel")).NewOrderPanel,
  products: async () =>
    (await import("../features/products/products-page")).ProductsPage,
  product: async () =>
    (await import("../features/products/product-panel")).ProductPanel,
  newProduct: async () =>
    (await import("../features/products/new-product-panel")).NewProductPanel,
  customers: async () =>
    (await import("../features/customers/customers-page")).CustomersPage,
  customer: async () => (await import("./customer-route")).CustomerRoute,
  newCustomer: async () =>
    (await import("../features/customers/new-customer-panel")).NewCustomerPanel,
  print: async () =>
    (await withWords(import("../features/print/print-page"), loadPrintWords))
      .PrintPage,
  closing: async () =>
    (await withWords(import("./closing-route"), loadPrintWords)).ClosingRoute,
  documents: async () =>
    (
      await withWords(
        import("../features/documents/documents-page"),
        loadDocumentWords,
      )
    ).DocumentsPage,
  settings: async () =>
    (
      await withWords(
        import("../features/settings/settings-page"),
        async () => {
          await Promise.all([loadSettingsWords(), loadMailWords()]);
        },
      )
    ).SettingsPage,
  account: async () =>
    (await import("../features/account/account-page")).AccountPage,
};

async function withWords<Page>(
  page: Promise<Page>,
  load: () => Promise<void>,
): Promise<Page> {
  const [fetched] = await Promise.all([page, load()]);
  return fetched;
}

const quietMs = 1500;

/** Returns what stops it. */
export function fetchPagesQuietly(): () => void {
  const timer = setTimeout(() => {
    const later = [pages.order, pages.newOrder, ...Object.values(pages)];
    // A part that fails now is tried again when its page is opened.
    for (const fetchPage of later) void fetchPage().catch(() => undefined);
    void import("@mantine/notifications").catch(() => undefined);
    void import("./sign-in-dialog").catch(() => undefined);
  }, quietMs);
  return () => clearTimeout(timer);
}
