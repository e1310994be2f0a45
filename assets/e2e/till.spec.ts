/** The till: tax and discounts to the cent, lines without a product, how it was paid, and the day's closing. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Closing, Order, Payment } from "../src/api/types";
import { Api } from "./data";
import { expect, test } from "./fixtures";

const panel = (page: Page, name: string) => page.getByRole("region", { name });

const paymentsOf = (api: Api, number: number) =>
  api.get<Payment[]>(`/orders/${number}/payments`);

test("an order with a line without a product, a discount on a line and one on the whole", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  await api.product({ name: "Rye bread", price: 4.8, tax_rate: 700 });
  await page.goto(`${server.url}/orders/new`);
  const form = panel(page, "New order");
  const product = form.getByRole("combobox", { name: "Add a product" });
  await product.fill("2x rye");
  await page.getByRole("option", { name: /Rye bread/ }).waitFor();
  await product.press("Enter");

  await form.getByRole("button", { name: "Discount on Rye bread" }).click();
  await page.keyboard.type("10 %");
  await page.keyboard.press("Enter");
  await expect(product).toBeFocused();

  await form
    .getByRole("button", { name: "Add a line without a product" })
    .click();
  await page.keyboard.type("Delivery");
  const line = form.getByRole("listitem", { name: "Delivery" });
  await line.getByLabel("Price (EUR)").fill("24");
  await line.getByLabel("Tax").fill("19");
  await form.getByLabel("Discount on the whole order").fill("40");
  await expect(form.getByText("More than the items come to.")).toBeVisible();
  await form.getByLabel("Discount on the whole order").fill("5");

  // What the page reckons is what the server does.
  await expect(form.getByText("incl. 7% tax")).toBeVisible();
  await form.getByRole("button", { name: "Create order · €27.64" }).click();
  await expect(page).toHaveURL(/\/orders\/1001$/);
  const order = await api.get<Order>("/orders/1001");
  expect(order).toMatchObject({
    subtotal: 32.64,
    discount: { amount: 5, rate: null },
    total: 27.64,
    taxes: [
      { rate: 700, net: 6.84, tax: 0.48, gross: 7.32 },
      { rate: 1900, net: 17.08, tax: 3.24, gross: 20.32 },
    ],
  });

  const view = panel(page, "Order 1001");
  for (const [name, amount] of [
    ["Subtotal", "€32.64"],
    ["Discount", "-€5.00"],
    ["Total", "€27.64"],
    ["incl. 7% tax", "€0.48"],
    ["incl. 19% tax", "€3.24"],
  ] as const) {
    await expect(
      view.getByRole("row", { name: `${name} ${amount}`, exact: true }),
    ).toBeVisible();
  }
  await expect(view.getByText("Discount 10% -€0.96")).toBeVisible();

  // Editing begins with all of it, and changes only what is typed.
  await view.getByRole("button", { name: "Edit" }).click();
  const edit = panel(page, "Edit order 1001");
  await expect(edit.getByLabel("Discount on Rye bread")).toHaveValue("10%");
  await edit.getByLabel("Discount on the whole order").fill("12,5 %");
  await edit
    .getByRole("listitem", { name: "Delivery" })
    .getByLabel("Quantity")
    .fill("2");
  await edit.getByRole("button", { name: "Save changes" }).click();
  await expect(page).toHaveURL(/\/orders\/1001$/);
  await expect(
    view.getByRole("row", { name: "Discount 12.5% -€7.08" }),
  ).toBeVisible();
  await expect(
    view.getByText("Discount: €5.00 → 12.5%", { exact: true }),
  ).toBeVisible();
});

test("paid in parts and by card, part of it given back, and the closing shows it", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  const cake = await api.product({ name: "Cake", price: 11.9, tax_rate: 1900 });
  await api.order(cake, { quantity: 2 });
  await page.goto(`${server.url}/orders/1001`);
  const view = panel(page, "Order 1001");

  await view.getByRole("button", { name: "Enter payment" }).click();
  const dialog = page.getByRole("dialog", { name: "Enter payment" });
  await dialog.getByLabel("Amount (EUR)").fill("3,80");
  await dialog.getByRole("button", { name: "Enter payment" }).click();
  await expect(
    page.getByText("€3.80 paid for order 1001.", { exact: true }),
  ).toBeVisible();
  await expect(view.getByRole("row", { name: "Open €20.00" })).toBeVisible();

  await view.getByText("Card", { exact: true }).click();
  await view.getByRole("button", { name: "Mark paid" }).click();
  await expect(
    page.getByText("Order 1001 is paid.", { exact: true }),
  ).toBeVisible();
  const list = view.getByRole("list", { name: "Payments" });
  await expect(list.getByRole("listitem")).toHaveText([
    /Cash.*€3\.80/,
    /Card.*€20\.00/,
  ]);
  expect(await paymentsOf(api, 1001)).toMatchObject([
    { method: "cash", amount: 3.8 },
    { method: "card", amount: 20 },
  ]);

  // A key on a row of the list asks nothing, and pays as the last was paid.
  await api.order(cake);
  await page.goto(`${server.url}/orders`);
  await page.getByRole("link", { name: "1002", exact: true }).focus();
  await page.keyboard.press("p");
  await expect(
    page.getByText("Order 1002 is paid.", { exact: true }),
  ).toBeVisible();
  expect(await paymentsOf(api, 1002)).toMatchObject([
    { method: "card", amount: 11.9 },
  ]);

  await page.goto(`${server.url}/orders/1001`);
  await view.getByRole("button", { name: "Cancel order" }).click();
  const cancel = page.getByRole("dialog", { name: "Cancel order 1001?" });
  const back = cancel.getByLabel("Give back (EUR)");
  await expect(back).toHaveValue("23.80");
  await expect(cancel.getByRole("radio", { name: "Card" })).toBeChecked();
  await back.fill("23,81");
  await cancel.getByRole("button", { name: "Cancel order" }).click();
  await expect(back).toHaveAttribute("aria-invalid", "true");
  await back.fill("20");
  await cancel.getByRole("button", { name: "Cancel order" }).click();
  await expect(cancel).toBeHidden();
  await expect(list.getByRole("listitem").last()).toHaveText(
    /Refund · Card.*-€20\.00/,
  );

  await page.goto(server.url);
  await page.getByRole("link", { name: "Day's closing" }).click();
  const sheet = page.getByRole("article", { name: /^Day's closing of/ });
  for (const name of [
    "Cash 3.80 0.00 3.80",
    "Card 31.90 -20.00 11.90",
    "Sum 35.70 -20.00 15.70",
    "19% 30.00 5.70 35.70",
    "credited -20.00 -3.80 -23.80",
    "Sum 10.00 1.90 11.90",
    "Cancelled 1 23.80",
  ]) {
    await expect(sheet.getByRole("row", { name, exact: true })).toBeVisible();
  }
  const closing = await api.get<Closing>("/reports/closing");
  await expect(page.getByLabel("Day", { exact: true })).toHaveValue(
    closing.date,
  );

  // What happens meanwhile shows by itself.
  await api.order(cake);
  await api.change(1003, { status: "PAID", payment: { method: "transfer" } });
  await expect(
    sheet.getByRole("row", { name: "Transfer 11.90 0.00 11.90" }),
  ).toBeVisible();

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await page.getByRole("button", { name: "The day before" }).click();
  await expect(
    sheet.getByRole("row", { name: "Sum 0.00 0.00 0.00" }).first(),
  ).toBeVisible();
});

test("a receipt says what was taken off, the tax of each rate, and how it was paid", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  const bread = await api.product({ price: 4.8, tax_rate: 700 });
  await api.order(bread, { quantity: 2 });
  await api.change(1001, { discount: { rate: 1000 } });
  await api.change(1001, {
    status: "PAID",
    payment: { method: "card", reference: "slip 17" },
  });
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.goto(`${server.url}/print/receipt?orders=1001`);
  const receipt = page.getByRole("article", { name: "Receipt of order 1001" });
  await expect(receipt).toContainText("Subtotal9.60");
  await expect(receipt).toContainText("Discount 10%-0.96");
  await expect(receipt).toContainText("Total EUR8.64");
  await expect(
    receipt.getByRole("row", { name: "7% 8.07 0.57 8.64" }),
  ).toBeVisible();
  await expect(receipt).toContainText("Paid: Cardslip 17");
});

test("a product's tax is typed as percent, and an import is told in percent", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  const bread = await api.product({ sku: "BR-1", tax_rate: 700 });
  await page.goto(`${server.url}/products/${bread.id}`);
  const details = panel(page, "Rye bread");
  const tax = details.getByLabel("Tax");
  await expect(tax).toHaveValue("7%");
  await tax.fill("9,5");
  await details.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Rye bread saved.")).toBeVisible();
  await expect(tax).toHaveValue("9.5%");
  await page.goto(`${server.url}/products?import`);
  const dialog = page.getByRole("dialog", { name: "Import products" });
  await dialog.locator("input[type=file]").setInputFiles({
    name: "products.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("sku,tax_rate\nBR-1,1900\n"),
  });
  await expect(dialog.getByText("tax_rate: 9.5% → 19%")).toBeVisible();
});
