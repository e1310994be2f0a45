import {
  test as base,
  expect,
  type Browser,
  type Page,
  type ViewportSize,
} from "@playwright/test";
import { OmsServer } from "./server";

export { expect };

export const owner = {
  name: "Shop owner",
  email: "owner@example.com",
  password: "a long enough password",
};

interface Fixtures {
  server: OmsServer;
  /** A shop with its admin, signed in. */
  shop: { page: Page; server: OmsServer };
  /** Another browser, with no session. Each page is watched. */
  openWindow: (
    size?: { width: number; height: number },
    locale?: string,
  ) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  server: async ({}, use) => {
    const server = await OmsServer.create();
    await server.start();
    await use(server);
    await server.remove();
  },
  openWindow: async ({ browser }, use) => {
    const complaints: string[] = [];
    await use((size = { width: 1440, height: 900 }, locale = "en-GB") =>
      watchedPage(browser, { size, locale }, complaints),
    );
    expect(complaints).toEqual([]);
  },
  shop: async ({ server, openWindow }, use) => {
    const page = await openWindow();
    await setUp(page, server);
    await use({ page, server });
  },
});

/** Collects what must never happen: an exception, or anything that the policy refused. */
async function watchedPage(
  browser: Browser,
  { size, locale }: { size: ViewportSize; locale: string },
  complaints: string[],
): Promise<Page> {
  const context = await browser.newContext({
    viewport: size,
    locale,
    timezoneId: "Europe/Berlin",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) {
      complaints.push(message.text());
    }
  });
  return page;
}

async function setUp(page: Page, server: OmsServer) {
  await page.goto(await server.setupLink());
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/orders$/);
}

export async function signIn(
  page: Page,
  server: OmsServer,
  { email, password }: { email: string; password: string } = owner,
) {
  await page.goto(`${server.url}/login`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/orders$/);
}

export async function addProduct(
  page: Page,
  { name, price, stock }: { name: string; price: string; stock: string },
) {
  await page.getByRole("link", { name: "Products", exact: true }).click();
  // An empty list offers it a second time.
  await page.getByRole("link", { name: "New product" }).first().click();
  const panel = page.getByRole("region", { name: "New product" });
  await panel.getByLabel("Name").fill(name);
  await panel.getByLabel("Price").fill(price);
  await panel.getByLabel("Stock").fill(stock);
  await panel.getByRole("button", { name: "Create product" }).click();
  await expect(page.getByRole("region", { name })).toBeVisible();
}

export async function addCustomer(
  page: Page,
  { name, email }: { name: string; email: string },
) {
  await page.getByRole("link", { name: "Customers", exact: true }).click();
  // An empty list offers it a second time.
  await page.getByRole("link", { name: "New customer" }).first().click();
  const panel = page.getByRole("region", { name: "New customer" });
  await panel.getByLabel("Name").fill(name);
  await panel.getByLabel("Email").fill(email);
  await panel.getByRole("button", { name: "Create customer" }).click();
  await expect(page.getByRole("region", { name })).toBeVisible();
}

/** By keyboard, as at the counter: type, Enter, amount. Leaves the new order open. */
export async function addOrder(
  page: Page,
  order: { customer?: string; product: string; quantity: string },
) {
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await page.getByRole("link", { name: "New order" }).click();
  const panel = page.getByRole("region", { name: "New order" });
  if (order.customer) {
    const customer = panel.getByRole("combobox", { name: "Customer" });
    await customer.fill(order.customer);
    await page.getByRole("option", { name: order.customer }).click();
  }
  const product = panel.getByRole("combobox", { name: "Add a product" });
  await product.fill(order.product);
  await product.press("Enter");
  await panel
    .getByRole("textbox", { name: `Quantity of ${order.product}` })
    .fill(order.quantity);
  await panel.getByRole("button", { name: /^Create order/ }).click();
  await expect(page).toHaveURL(/\/orders\/\d+$/);
}

export const row = (page: Page, name: string | RegExp) =>
  page.getByRole("row", { name });
