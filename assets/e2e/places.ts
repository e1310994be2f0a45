/** Every page and every layer that opens over one, for what must hold on all of them. */
import type { Page } from "@playwright/test";
import { Api } from "./data";
import type { OmsServer } from "./server";

export interface Place {
  name: string;
  path: string;
  /** What a person does there before it is looked at. */
  act?: (page: Page) => Promise<void>;
}

const openFirst = (name: string) => (page: Page) =>
  page.getByRole("button", { name }).first().click();

const backUp = async (page: Page) => {
  await page.getByRole("button", { name: "Back up now" }).click();
  await page.getByText("Checked").first().waitFor();
};

const alarms = "**/api/alarms";

/** Opens the page once more, as it is after a night with a damaged backup. */
export async function showAlarm(page: Page) {
  const alarm = {
    kind: "backup_damaged",
    at: "2026-03-04T03:00:00.000Z",
    detail: "",
  };
  await page.route(alarms, (route) => route.fulfill({ json: [alarm] }));
  await page.reload();
  await page.getByRole("region", { name: "Alarms" }).waitFor();
  await page.unroute(alarms);
}

/** A shop that looks lived in, with an order in every state. */
export async function fillShop(page: Page, server: OmsServer) {
  const api = new Api(page, server);
  const bread = await api.product({
    sku: "BR-RYE",
    stock: 40,
    tax_rate: 700,
  });
  const cake = await api.product({
    name: "Carrot cake, whole, with walnuts and a very long name",
    sku: "CK-CAR",
    price: 24,
    tax_rate: 1900,
    stock: 3,
  });
  const coffee = await api.product({
    name: "Filter coffee",
    price: 2.2,
    stock: null,
  });
  await api.product({ name: "Gift box", price: 19.5, stock: 0 });
  const cafe = await api.customer({
    email: "cafe@example.com",
    phone: "+49 30 1234567",
    address: "Mill Lane 3\n10115 Berlin",
    note: "Rings twice.",
  });
  const orders = [
    await api.order(bread, { quantity: 3, user_id: cafe.id }),
    await api.order(cake, { note: "Candles, please: 7" }),
    await api.order(coffee, { quantity: 12, user_id: cafe.id }),
    await api.order(bread),
    await api.order(coffee, { quantity: 2 }),
  ];
  await api.change(1001, {
    items: [
      { product_id: bread.id, quantity: 3, discount: { rate: 1000 } },
      { name: "Delivery", unit_price: 3.5, quantity: 1, tax_rate: 1900 },
    ],
    discount: { amount: 1.5 },
  });
  await api.change(1001, {
    status: "PAID",
    payment: { method: "card", reference: "Slip 17" },
  });
  await api.change(1003, { status: "PAID" });
  await api.change(1003, { status: "FULFILLED" });
  await api.change(1004, { status: "CANCELLED", reason: "Burnt" });
  await api.token({ name: "Nightly export", read_only: true });
  await api.token({
    name: "The till at the market, with a very long name",
    read_only: false,
  });
  const links = [
    await api.statusPage(1001),
    await api.statusPage(1003),
    await api.statusPage(1004),
    await api.displayPage("Counter"),
  ] as const;
  await api.webhook({
    url: "https://till.example/a/long/address/that/does/not/fit/on/a/phone",
    events: ["customerDeleted"],
  });
  // Nobody listens there.
  await api.webhook({ url: "http://127.0.0.1:9/oms" });
  await api.product({ name: "Poppy seed roll", price: 0.9 });
  return { bread, cafe, orders, links };
}

type Filled = Awaited<ReturnType<typeof fillShop>>;

export function places({ bread, cafe, links }: Filled): Place[] {
  const [paid, fulfilled, cancelled, board] = links;
  return [
    { name: "dashboard", path: "/" },
    { name: "orders", path: "/orders" },
    {
      name: "orders-selected",
      path: "/orders",
      act: async (page) => {
        // A phone shows the boxes on demand.
        const select = page.getByRole("button", {
          name: "Select",
          exact: true,
        });
        if (await select.isVisible()) await select.click();
        await page.getByRole("checkbox", { name: "Select order 1005" }).click();
        await page.getByRole("region", { name: "Selected orders" }).waitFor();
      },
    },
    { name: "orders-none", path: "/orders?q=nothing+at+all" },
    { name: "orders-board", path: "/orders?view=board" },
    { name: "order", path: "/orders/1001" },
    { name: "order-cancelled", path: "/orders/1004" },
    {
      name: "order-link",
      path: "/orders/1001",
      act: async (page) => {
        await page
          .getByRole("region", { name: "Order 1001" })
          .getByRole("button", { name: "More actions" })
          .click();
        await page.getByRole("menuitem", { name: "Status link" }).click();
        await page.getByRole("img", { name: /QR code/ }).waitFor();
      },
    },
    { name: "order-edit", path: "/orders/1002/edit" },
    {
      name: "order-cancel",
      path: "/orders/1002",
      act: openFirst("Cancel order"),
    },
    { name: "order-new", path: "/orders/new" },
    {
      name: "order-new-filled",
      path: "/orders/new",
      act: async (page) => {
        const product = page.getByRole("combobox", { name: "Add a product" });
        for (const name of ["Carrot", "Rye"]) {
          await product.fill(name);
          await page.getByRole("option", { name }).waitFor();
          await product.press("Enter");
        }
        await page
          .getByRole("textbox", { name: /^Quantity of Carrot/ })
          .fill("5");
      },
    },
    {
      name: "order-new-discounts",
      path: "/orders/new",
      act: async (page) => {
        const product = page.getByRole("combobox", { name: "Add a product" });
        await product.fill("Rye");
        await page.getByRole("option", { name: "Rye" }).waitFor();
        await product.press("Enter");
        // The choice of products would lie over the lines.
        await page.getByLabel("Note").focus();
        await page
          .getByRole("button", { name: "Discount on Rye bread" })
          .click();
        await page.keyboard.type("10 %");
        await page
          .getByRole("button", { name: "Add a line without a product" })
          .click();
        await page.keyboard.type("Delivery");
        await page.getByLabel("Price (EUR)").fill("3,50");
        await page.getByLabel("Tax", { exact: true }).fill("19");
        await page.getByLabel("Discount on the whole order").fill("40");
        await page.getByText("More than the items come to.").waitFor();
      },
    },
    { name: "order-paying", path: "/orders/1002" },
    {
      name: "order-payment",
      path: "/orders/1002",
      act: openFirst("Enter payment"),
    },
    {
      name: "order-cancel-paid",
      path: "/orders/1001",
      act: openFirst("Cancel order"),
    },
    { name: "products", path: "/products" },
    { name: "products-low", path: "/products?low_stock=true" },
    { name: "products-archived", path: "/products?archived=true" },
    { name: "product", path: `/products/${bread.id}` },
    { name: "product-new", path: "/products/new" },
    {
      name: "products-import",
      path: "/products?import",
      act: async (page) => {
        const dialog = page.getByRole("dialog", { name: "Import products" });
        await dialog.locator("input[type=file]").setInputFiles({
          name: "products.csv",
          mimeType: "text/csv",
          buffer: Buffer.from(
            "sku,name,price,stock\nBR-RYE,Rye bread,5.20,\nCK-NEW,Seed cake,18,4\nDR-TEA,,x,2\n",
          ),
        });
        await dialog.getByRole("region").waitFor();
      },
    },
    { name: "customers-import", path: "/customers?import" },
    { name: "customers", path: "/customers" },
    { name: "customer", path: `/customers/${cafe.id}` },
    { name: "customer-new", path: "/customers/new" },
    { name: "account", path: "/account" },
    { name: "settings", path: "/settings", act: backUp },
    {
      name: "settings-display",
      path: "/settings",
      act: openFirst("New display"),
    },
    { name: "alarm", path: "/orders", act: showAlarm },
    {
      name: "settings-token",
      path: "/settings",
      act: openFirst("New token"),
    },
    {
      name: "settings-token-revoke",
      path: "/settings",
      act: openFirst("Revoke"),
    },
    {
      name: "settings-webhooks",
      path: "/settings",
      act: async (page) => {
        const rows = page.getByRole("list", { name: "Webhooks" });
        await rows.getByText("Failed").waitFor();
        await rows.scrollIntoViewIfNeeded();
      },
    },
    {
      name: "settings-webhook",
      path: "/settings",
      act: async (page) => {
        await openFirst("New webhook")(page);
        await page.getByText("Chosen", { exact: true }).click();
        await page.getByLabel("Product deleted").waitFor();
      },
    },
    {
      name: "settings-webhook-deliveries",
      path: "/settings",
      act: async (page) => {
        await page
          .getByRole("button", { name: /^Deliveries to http:/ })
          .click();
        await page.getByRole("list", { name: "Deliveries" }).waitFor();
      },
    },
    {
      name: "shortcuts",
      path: "/orders",
      act: async (page) => {
        await page.getByRole("row", { name: /1001/ }).waitFor();
        await page.keyboard.press("?");
        await page.getByRole("dialog").waitFor();
      },
    },
    { name: "print-slip", path: "/print/slip?orders=1001,1003" },
    { name: "print-receipt", path: "/print/receipt?orders=1001" },
    { name: "link-paid", path: paid },
    { name: "link-fulfilled", path: fulfilled },
    { name: "link-cancelled", path: cancelled },
    { name: "link-gone", path: "/s/nothing" },
    { name: "link-display", path: board },
    { name: "print-receipt-a4", path: "/print/receipt?orders=1001&paper=a4" },
    { name: "closing", path: "/closing" },
    { name: "documents", path: "/documents" },
    { name: "closing-roll", path: "/closing?paper=80mm" },
    { name: "api-docs", path: "/api/docs" },
    { name: "not-found", path: "/nowhere" },
  ];
}

/** Opens a place, quiet: nothing is on its way any more. */
export async function visit(page: Page, server: OmsServer, place: Place) {
  // The print dialog would hold the page.
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.goto(server.url + place.path);
  await page.waitForLoadState("networkidle");
  await place.act?.(page);
}
