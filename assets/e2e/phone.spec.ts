import { addOrder, addProduct, expect, row, signIn, test } from "./fixtures";

const phone = { width: 360, height: 740 };

test("the main job on a phone, with nothing wider than the screen", async ({
  shop: { page: desk, server },
  openWindow,
}) => {
  await addProduct(desk, {
    name: "Espresso beans",
    price: "18.90",
    stock: "12",
  });
  const page = await openWindow(phone);
  const fits = async () =>
    expect(
      await page.evaluate(
        () => document.documentElement.scrollWidth <= window.innerWidth,
      ),
    ).toBe(true);
  await signIn(page, server);
  await fits();
  await addOrder(page, { product: "Espresso beans", quantity: "2" });
  await fits();
  await page.getByRole("button", { name: "Mark paid", exact: true }).click();
  await expect(row(desk, /Espresso beans.*10/)).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(row(page, /1001.*Paid/)).toBeVisible();
  await fits();
  for (const place of ["Products", "Customers", "Account"]) {
    await page.getByRole("link", { name: place }).click();
    await expect(
      page.getByRole("heading", { name: place, level: 1 }),
    ).toBeVisible();
    await fits();
  }
});
