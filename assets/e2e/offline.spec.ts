import { addOrder, addProduct, expect, row, signIn, test } from "./fixtures";

test("the server goes away and comes back: what happened meanwhile appears", async ({
  shop: { page, server },
}) => {
  await addProduct(page, {
    name: "Espresso beans",
    price: "18.90",
    stock: "12",
  });
  await addOrder(page, { product: "Espresso beans", quantity: "1" });
  await page.goto(`${server.url}/orders`);
  await expect(row(page, /1001.*Pending/)).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  await server.stop();
  await expect(page.getByText(/^Offline since \d\d:\d\d$/)).toBeVisible();
  await expect(row(page, /1001.*Pending/)).toBeVisible();

  await server.start();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "1001" }).click();
  await page.getByRole("button", { name: "Mark paid", exact: true }).click();
  await expect(row(page, /1001.*Paid/)).toBeVisible();
});

test("changes made while this window was cut off appear when it is back", async ({
  shop: { page, server },
  openWindow,
}) => {
  await addProduct(page, {
    name: "Espresso beans",
    price: "18.90",
    stock: "12",
  });
  await addOrder(page, { product: "Espresso beans", quantity: "1" });
  const other = await openWindow();
  await signIn(other, server);
  await expect(row(other, /1001.*Pending/)).toBeVisible();

  await other.context().setOffline(true);
  await expect(other.getByText(/^Offline since/)).toBeVisible();
  await page.getByRole("button", { name: "Mark paid", exact: true }).click();
  await expect(row(page, /1001.*Paid/)).toBeVisible();
  await addOrder(page, { product: "Espresso beans", quantity: "2" });
  await expect(row(other, /1001.*Pending/)).toBeVisible();

  await other.context().setOffline(false);
  await expect(row(other, /1001.*Paid/)).toBeVisible();
  await expect(row(other, /1002.*Pending/)).toBeVisible();
  await expect(other.getByText("Live", { exact: true })).toBeVisible();
});
