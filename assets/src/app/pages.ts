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
    (await import("../features/orders/order-panel")).OrderPanel,
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
  print: async () => (await import("../features/print/print-page")).PrintPage,
  closing: async () => (await import("./closing-route")).ClosingRoute,
  settings: async () =>
    (await import("../features/settings/settings-page")).SettingsPage,
  account: async () =>
    (await import("../features/account/account-page")).AccountPage,
};

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
