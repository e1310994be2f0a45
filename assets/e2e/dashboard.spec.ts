import AxeBuilder from "@axe-core/playwright";
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

const figure = (page: Page, name: string) =>
  page
    .getByRole("list", { name: "Today and this week" })
    .getByRole("listitem")
    .filter({ hasText: name });

const fits = (page: Page) =>
  page.evaluate(
    () => document.documentElement.scrollWidth <= window.innerWidth,
  );

test("an empty shop is led to its first product and its first order", async ({
  shop: { page },
}) => {
  await page.getByRole("link", { name: "Dashboard" }).click();
  await expect(page).toHaveURL(/\/$/);
  await expect(page).toHaveTitle("Dashboard · Corner shop");
  await expect(page.getByText("Nothing to show yet")).toBeVisible();
  await page.getByRole("link", { name: "Add a product" }).click();
  await expect(page.getByRole("region", { name: "New product" })).toBeVisible();
});

for (const size of [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
]) {
  test(`the figures change by themselves at ${size.width} px`, async ({
    shop: { page: desk, server },
    openWindow,
  }) => {
    await addProduct(desk, {
      name: "Espresso beans",
      price: "18.90",
      stock: "6",
    });
    await addCustomer(desk, { name: "Corner Café", email: "cafe@example.com" });
    await addOrder(desk, {
      customer: "Corner Café",
      product: "Espresso beans",
      quantity: "1",
    });

    const page = await openWindow(size);
    await signIn(page, server);
    await page.goto(`${server.url}/`);
    await expect(figure(page, "Orders today")).toContainText("1");
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    // A reload would take this away.
    await page.evaluate(() => Object.assign(window, { wasHere: true }));
    const waiting = page.getByRole("region", { name: "Waiting longest" });
    await expect(waiting.getByRole("listitem")).toHaveText([
      /1001.*Corner Café.*Pending.*€18\.90/,
    ]);
    await expect(page.getByText("Nothing is running out.")).toBeHidden();

    await addOrder(desk, { product: "Espresso beans", quantity: "2" });
    await expect(figure(page, "Orders today")).toContainText("2");
    await expect(figure(page, "Orders this week")).toContainText("2");
    await expect(waiting.getByRole("listitem")).toHaveText([
      /1001.*Corner Café/,
      /1002.*Walk-in/,
    ]);
    await expect(
      page.getByRole("region", { name: "Running out" }),
    ).toContainText("Espresso beans3 left");
    await expect(
      page.getByRole("region", { name: "Best sellers" }),
    ).toContainText("Espresso beans3 sold€56.70");
    await expect(figure(page, "Revenue today")).toContainText("€0.00");

    await desk.getByRole("button", { name: "Mark paid", exact: true }).click();
    await expect(figure(page, "Revenue today")).toContainText("€37.80");
    await expect(figure(page, "Revenue this week")).toContainText("€37.80");
    expect(await page.evaluate(() => "wasHere" in window)).toBe(true);
    expect(await fits(page)).toBe(true);

    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
        .analyze();
      expect(violations).toEqual([]);
    }
  });
}

test("every answer leads to its list, also by keyboard", async ({
  shop: { page, server },
}) => {
  await addProduct(page, {
    name: "Espresso beans",
    price: "18.90",
    stock: "4",
  });
  await addOrder(page, { product: "Espresso beans", quantity: "1" });
  const open = () => page.goto(`${server.url}/`);

  await open();
  await page.getByRole("link", { name: "All 1 waiting orders" }).click();
  await expect(page).toHaveURL(/\/orders\?status=PENDING,PAID&sort=number$/);
  await expect(row(page, /1001/)).toBeVisible();

  await open();
  await page.getByRole("link", { name: /: 1 order, €0\.00$/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(
    /\/orders\?status=PENDING,PAID,FULFILLED&from=(\d{4}-\d\d-\d\d)&to=\1$/,
  );
  await expect(row(page, /1001/)).toBeVisible();

  await open();
  await page.getByRole("link", { name: "1001" }).click();
  await expect(page.getByRole("region", { name: "Order 1001" })).toBeVisible();
  await page.goBack();
  await expect(figure(page, "Orders today")).toContainText("1");

  await page
    .getByRole("region", { name: "Running out" })
    .getByRole("link", { name: "Espresso beans" })
    .click();
  await expect(
    page.getByRole("region", { name: "Espresso beans" }),
  ).toBeVisible();

  await open();
  await page.getByRole("link", { name: "Revenue today" }).click();
  await expect(page).toHaveURL(/\/orders\?status=PAID,FULFILLED&period=today$/);
});
