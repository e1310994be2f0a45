import type { Page } from "@playwright/test";
import {
  addCustomer,
  addOrder,
  addProduct,
  expect,
  owner,
  row,
  signIn,
  test,
} from "./fixtures";
import type { OmsServer } from "./server";

const rye = { name: "Rye bread", price: "4.20", stock: "12" };

const priceOf = (page: Page, name: string) =>
  page.getByRole("button", { name: `Change the price of ${name}` });
const stockOf = (page: Page, name: string) =>
  page.getByRole("button", { name: `Change the stock of ${name}` });
const undo = (page: Page) => page.getByRole("button", { name: "Undo" });

async function openProducts(page: Page, server: OmsServer, search = "") {
  await page.goto(`${server.url}/products${search}`);
  await expect(
    page.getByRole("heading", { name: "Products", level: 1 }),
  ).toBeVisible();
}

async function secondWindow(page: Page, server: OmsServer, search = "") {
  await signIn(page, server);
  await openProducts(page, server, search);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
}

/** What would take long to type. */
async function addMany(page: Page, server: OmsServer, count: number) {
  for (let index = 1; index <= count; index += 1) {
    const number = String(index).padStart(3, "0");
    const answer = await page.request.post(`${server.url}/api/products`, {
      headers: { origin: server.url },
      data: { name: `Tin ${number}`, price: index, stock: 100 },
    });
    expect(answer.status()).toBe(201);
  }
}

test("price and stock are changed in the list and seen in a second window", async ({
  shop: { page, server },
  openWindow,
}) => {
  await addProduct(page, rye);
  await page.keyboard.press("Escape");
  const other = await openWindow();
  await secondWindow(other, server);

  await priceOf(page, rye.name).click();
  await page.keyboard.type("4,5");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Rye bread costs €4.50.")).toBeVisible();
  await expect(priceOf(page, rye.name)).toBeFocused();
  await expect(row(other, /Rye bread.*4\.50/)).toBeVisible();

  await page.keyboard.press("Tab");
  await expect(stockOf(page, rye.name)).toBeFocused();
  await page.keyboard.press("Enter");
  const layer = page.getByRole("dialog", { name: "Stock of Rye bread" });
  await expect(layer.getByLabel("More or less")).toBeFocused();
  await page.keyboard.type("-8");
  await layer.getByLabel("Reason").fill("burnt");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Rye bread: 4 in stock.")).toBeVisible();
  await expect(stockOf(page, rye.name)).toBeFocused();
  await expect(row(other, /Rye bread.*Low 4/)).toBeVisible();

  await undo(page).click();
  await expect(row(other, /Rye bread.*12/)).toBeVisible();
  await other.getByRole("link", { name: rye.name }).click();
  const ledger = other.getByRole("list", { name: "Stock history" });
  await expect(ledger.getByRole("listitem").nth(0)).toContainText(
    /\+8.*Undone/,
  );
  await expect(ledger.getByRole("listitem").nth(1)).toContainText(/-8.*burnt/);
});

test("what is no price, and what the server refuses, is said beside the field", async ({
  shop: { page },
}) => {
  await addProduct(page, rye);
  await page.keyboard.press("Escape");
  await priceOf(page, rye.name).click();
  await page.keyboard.type("a lot");
  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: "Price of Rye bread" });
  await expect(field).toHaveAccessibleDescription("An amount like 12.50.");
  await expect(field).toHaveValue("a lot");

  await page.route("**/api/products/*", (route) =>
    route.request().method() === "PATCH"
      ? route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          body: JSON.stringify({
            type: "about:blank",
            title: "Storage",
            status: 503,
            code: "storage",
            detail: "The disk is full. Nothing was saved.",
          }),
        })
      : route.fallback(),
  );
  await field.fill("5");
  await field.press("Enter");
  await expect(field).toHaveAccessibleDescription(
    "The disk is full. Nothing was saved.",
  );
  await expect(field).toHaveValue("5");
  await page.unroute("**/api/products/*");
  await field.press("Enter");
  await expect(row(page, /Rye bread.*5\.00/)).toBeVisible();

  await priceOf(page, rye.name).click();
  await page.keyboard.type("9");
  await page.keyboard.press("Escape");
  await expect(priceOf(page, rye.name)).toBeFocused();
  await expect(row(page, /Rye bread.*5\.00/)).toBeVisible();
});

test("a price being typed is not overwritten by another window", async ({
  shop: { page, server },
  openWindow,
}) => {
  await addProduct(page, rye);
  await page.keyboard.press("Escape");
  const other = await openWindow();
  await secondWindow(other, server);

  await priceOf(page, rye.name).click();
  await page.keyboard.type("4.90");
  await priceOf(other, rye.name).click();
  await other.keyboard.type("5.10");
  await other.keyboard.press("Enter");
  await expect(row(other, /Rye bread.*5\.10/)).toBeVisible();

  const field = page.getByRole("textbox", { name: "Price of Rye bread" });
  await expect(field).toHaveAccessibleDescription(/Someone made it 5\.10/);
  await expect(field).toHaveValue("4.90");
  await field.press("Enter");
  await expect(row(other, /Rye bread.*4\.90/)).toBeVisible();
});

test("what runs out is one filter away, and leaves it when there is enough", async ({
  shop: { page, server },
  openWindow,
}) => {
  await addProduct(page, rye);
  const other = await openWindow();
  await secondWindow(other, server);
  await other.getByRole("button", { name: "Low stock" }).click();
  await expect(other).toHaveURL(/low_stock=true/);
  await expect(other.getByText("Nothing runs out")).toBeVisible();

  await page.keyboard.press("Escape");
  await stockOf(page, rye.name).click();
  const layer = page.getByRole("dialog");
  await layer.getByText("Count", { exact: true }).click();
  await layer.getByLabel("Counted").fill("0");
  await page.keyboard.press("Enter");
  await expect(row(other, /Rye bread.*Out 0/)).toBeVisible();

  await other.reload();
  await expect(row(other, /Rye bread/)).toBeVisible();
  await undo(page).click();
  await expect(row(other, /Rye bread/)).toHaveCount(0);
  await other.getByRole("button", { name: "Clear filters" }).click();
  await expect(row(other, /Rye bread.*12/)).toBeVisible();
  await expect(other).toHaveURL(/\/products$/);
});

test("a product is deleted with time to think, archived, and brought back", async ({
  shop: { page, server },
  openWindow,
}) => {
  await addProduct(page, rye);
  await addOrder(page, { product: rye.name, quantity: "1" });
  await openProducts(page, server);
  const other = await openWindow();
  await secondWindow(other, server);
  const remove = async () => {
    await page.getByRole("link", { name: rye.name }).click();
    const panel = page.getByRole("region", { name: rye.name });
    await panel.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete product" }).click();
    await expect(panel).toHaveCount(0);
    await expect(row(page, /Rye bread/)).toHaveCount(0);
  };
  await remove();
  await expect(page.getByText("Rye bread deleted.")).toBeVisible();
  await undo(page).click();
  await expect(row(page, /Rye bread/)).toBeVisible();
  await expect(row(other, /Rye bread/)).toBeVisible();

  await remove();
  await expect(row(other, /Rye bread/)).toHaveCount(0);

  await page.getByText("Archived", { exact: true }).click();
  await page.getByRole("link", { name: rye.name }).click();
  await page.getByRole("button", { name: "Bring back" }).click();
  await expect(row(other, /Rye bread/)).toBeVisible();
  await page.getByText("Rye bread is back.").waitFor();
  await undo(page).last().click();
  await expect(row(other, /Rye bread/)).toHaveCount(0);
});

test("a long list is walked by keyboard, and draws only what is in view", async ({
  shop: { page, server },
}) => {
  test.slow();
  await addMany(page, server, 130);
  await openProducts(page, server);
  await expect(row(page, /Tin 001/)).toBeVisible();
  await expect(page.getByRole("table")).toHaveAttribute("aria-rowcount", "-1");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: "Tin 001" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: "Tin 002" })).toBeFocused();

  // A price that is being typed stays when its row is scrolled away.
  await priceOf(page, "Tin 002").click();
  await page.keyboard.type("77");
  await page.getByRole("link", { name: "Tin 001" }).hover();
  await page.mouse.wheel(0, 100_000);
  await expect(async () => {
    await page.mouse.wheel(0, 100_000);
    await expect(row(page, /Tin 130/)).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await page.getByRole("row").count()).toBeLessThan(70);
  await expect(page.getByRole("table")).toHaveAttribute("aria-rowcount", "131");
  await page.mouse.wheel(0, -100_000);
  const field = page.getByRole("textbox", { name: "Price of Tin 002" });
  await expect(field).toHaveValue("77");
  await field.press("Enter");
  await expect(row(page, /Tin 002.*77\.00/)).toBeVisible();

  await page.getByRole("link", { name: "Tin 003" }).focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("link", { name: "Tin 130" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Tin 130" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Tin 130" })).toBeFocused();
});

test("on a phone: cards, the panel for changes, nothing wider than the screen", async ({
  shop: { page: desk, server },
  openWindow,
}) => {
  await addProduct(desk, { ...rye, stock: "3" });
  await desk.keyboard.press("Escape");
  const page = await openWindow({ width: 360, height: 740 });
  await signIn(page, server);
  await page.getByRole("link", { name: "Products", exact: true }).click();
  const card = row(page, /Rye bread.*4\.20.*Low.*3/);
  await expect(card).toBeVisible();
  await expect(card.getByRole("button")).toHaveCount(0);
  const fits = async () =>
    expect(
      await page.evaluate(
        () => document.documentElement.scrollWidth <= window.innerWidth,
      ),
    ).toBe(true);
  await fits();
  await page.getByRole("button", { name: "Low stock" }).click();
  await fits();
  await page.getByRole("link", { name: rye.name }).click();
  const panel = page.getByRole("region", { name: rye.name });
  await panel.getByLabel("Price").fill("4.60");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(row(desk, /Rye bread.*4\.60/)).toBeVisible();
  await panel.getByLabel("More or less").fill("20");
  await panel.getByRole("button", { name: "Change stock" }).click();
  await expect(row(desk, /Rye bread.*23/)).toBeVisible();
  await fits();
  await undo(page).last().click();
  await expect(row(desk, /Rye bread.*Low 3/)).toBeVisible();
});

test("a customer sees products, and nothing that would be refused", async ({
  shop: { page, server },
  openWindow,
}) => {
  await addProduct(page, { ...rye, stock: "0" });
  await addCustomer(page, { name: "Corner Café", email: "cafe@example.com" });
  await page.getByLabel("New password").fill(owner.password);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(
    page.getByText("Corner Café can sign in with the new password."),
  ).toBeVisible();
  const other = await openWindow();
  await signIn(other, server, {
    email: "cafe@example.com",
    password: owner.password,
  });
  await other.getByRole("link", { name: "Products", exact: true }).click();
  const product = row(other, /Rye bread.*4\.20.*Out/);
  await expect(product).toBeVisible();
  await expect(product.getByRole("button")).toHaveCount(0);
  await expect(product.getByRole("link")).toHaveCount(0);
  await expect(other.getByRole("link", { name: "New product" })).toHaveCount(0);
});
