import type { Page } from "@playwright/test";
import {
  addCustomer,
  addOrder,
  addProduct,
  expect,
  row,
  signIn,
  test,
} from "./fixtures";

const cafe = { name: "Corner Café", email: "cafe@example.com" };
const rye = { name: "Rye bread", price: "4.20", stock: "100" };

const totals = (page: Page) =>
  page.locator("dl").filter({ has: page.getByText("Revenue") });

async function openCafe(page: Page) {
  await page.getByRole("link", { name: "Customers", exact: true }).click();
  await page.getByRole("link", { name: cafe.name }).click();
  return page.getByRole("region", { name: cafe.name });
}

test("a customer's orders and totals follow what happens in another window", async ({
  shop: { page, server },
  openWindow,
}) => {
  await addProduct(page, rye);
  await addCustomer(page, cafe);
  const other = await openWindow();
  await signIn(other, server);
  const panel = await openCafe(other);
  await expect(totals(other)).toContainText(/Revenue€0\.00Orders0Open0/);
  await expect(panel.getByText("No orders yet.")).toBeVisible();

  await addOrder(page, {
    customer: cafe.name,
    product: rye.name,
    quantity: "3",
  });
  await expect(panel.getByRole("link", { name: "1001" })).toBeVisible();
  await expect(totals(other)).toContainText(/Revenue€0\.00Orders1Open1/);
  await page.getByRole("button", { name: "Mark paid", exact: true }).click();
  await expect(totals(other)).toContainText(/Revenue€12\.60Orders1Open1/);
  await page
    .getByRole("button", { name: "Mark fulfilled", exact: true })
    .click();
  await expect(totals(other)).toContainText(/Revenue€12\.60Orders1Open0/);
});

test("an entry is changed in place; who loses against another is told", async ({
  shop: { page, server },
  openWindow,
}) => {
  await addCustomer(page, cafe);
  const other = await openWindow();
  await signIn(other, server);
  const panel = await openCafe(other);
  await panel.getByLabel("Phone").fill("030 1");
  const mine = page.getByRole("region", { name: cafe.name });
  await mine.getByLabel("Phone").fill("030 2");
  await mine.getByLabel("Name").fill("Corner Café & Bar");
  await mine.getByRole("button", { name: "Save" }).click();

  await expect(row(other, /Corner Café & Bar.*030 2/)).toBeVisible();
  const lost = other.getByRole("region", { name: "Corner Café & Bar" });
  await expect(
    lost.getByText("Someone else changed this meanwhile"),
  ).toBeVisible();
  await expect(lost.getByLabel("Phone")).toHaveValue("030 1");
  await expect(lost.getByLabel("Name")).toHaveValue("Corner Café & Bar");
  await lost.getByRole("button", { name: "Save" }).click();
  await expect(row(page, /Corner Café & Bar.*030 1/)).toBeVisible();
});

test("a customer is deleted with time to think, archived, and brought back", async ({
  shop: { page, server },
  openWindow,
}) => {
  await addProduct(page, rye);
  await addCustomer(page, cafe);
  await addOrder(page, {
    customer: cafe.name,
    product: rye.name,
    quantity: "1",
  });
  const other = await openWindow();
  await signIn(other, server);
  await other.getByRole("link", { name: "Customers", exact: true }).click();
  const remove = async () => {
    const panel = await openCafe(page);
    await panel.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete customer" }).click();
    await expect(panel).toHaveCount(0);
    await expect(row(page, /Corner Café/)).toHaveCount(0);
  };
  await remove();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, /Corner Café/)).toBeVisible();
  await expect(row(other, /Corner Café/)).toBeVisible();
  await remove();
  await expect(row(other, /Corner Café/)).toHaveCount(0);

  await page.getByText("Archived", { exact: true }).click();
  await page.getByRole("link", { name: cafe.name }).click();
  await expect(totals(page)).toContainText("Orders1");
  await page.getByRole("button", { name: "Bring back" }).click();
  await expect(page.getByText("Corner Café is back.")).toBeVisible();
  await expect(row(other, /Corner Café/)).toBeVisible();
});

test("on a phone: found, opened and read, with nothing wider than the screen", async ({
  shop: { page: desk, server },
  openWindow,
}) => {
  await addProduct(desk, rye);
  await addCustomer(desk, cafe);
  await addOrder(desk, {
    customer: cafe.name,
    product: rye.name,
    quantity: "2",
  });
  const page = await openWindow({ width: 360, height: 740 });
  await signIn(page, server);
  await page.getByRole("link", { name: "Customers", exact: true }).click();
  // Until then the search is that of the page before.
  await expect(page.getByRole("heading", { name: "Customers" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search" }).fill("nobody");
  await expect(page.getByText("No customer matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await page.getByRole("link", { name: cafe.name }).click();
  await expect(totals(page)).toContainText("Orders1");
  await expect(page.getByRole("link", { name: "1001" })).toBeVisible();
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth <= window.innerWidth,
    ),
  ).toBe(true);
});
