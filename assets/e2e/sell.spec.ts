import {
  addCustomer,
  addOrder,
  addProduct,
  expect,
  row,
  signIn,
  test,
} from "./fixtures";

test("an order from the first start to its cancellation, live in a second window", async ({
  shop: { page, server },
  openWindow,
}) => {
  const other = await openWindow();
  await signIn(other, server);
  await expect(other.getByText("Live", { exact: true })).toBeVisible();
  await expect(other.getByText("No orders yet")).toBeVisible();
  // A reload would take this away.
  await other.evaluate(() => Object.assign(window, { wasHere: true }));

  await addProduct(page, {
    name: "Espresso beans",
    price: "18.90",
    stock: "12",
  });
  await addCustomer(page, { name: "Corner Café", email: "cafe@example.com" });
  await addOrder(page, {
    customer: "Corner Café",
    product: "Espresso beans",
    quantity: "2",
  });
  await expect(row(other, /1001.*Corner Café.*37\.80.*Pending/)).toBeVisible();

  await other.getByRole("link", { name: "1001" }).click();
  const panel = page.getByRole("region", { name: "Order 1001" });
  const otherPanel = other.getByRole("region", { name: "Order 1001" });
  await expect(
    otherPanel.getByRole("button", { name: "Mark paid" }),
  ).toBeVisible();

  await panel.getByRole("button", { name: "Mark paid" }).click();
  await expect(row(other, /1001.*Paid/)).toBeVisible();
  await expect(
    otherPanel.getByRole("button", { name: "Mark fulfilled" }),
  ).toBeVisible();

  await panel.getByRole("button", { name: "Mark fulfilled" }).click();
  await expect(row(other, /1001.*Fulfilled/)).toBeVisible();

  await panel.getByRole("button", { name: "Cancel order" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Came back unopened");
  await dialog.getByRole("button", { name: "Cancel order" }).click();
  await expect(row(other, /1001.*Cancelled/)).toBeVisible();
  await expect(otherPanel.getByText("Came back unopened")).toBeVisible();
  await expect(
    otherPanel.getByRole("button", { name: /^(Mark|Cancel order)/ }),
  ).toHaveCount(0);

  // The goods came back into stock, and the ledger says from which order.
  await other.getByRole("link", { name: "Products", exact: true }).click();
  await expect(row(other, /Espresso beans.*12/)).toBeVisible();
  await other.getByRole("link", { name: "Espresso beans" }).click();
  const ledger = other.getByRole("list", { name: "Stock history" });
  await expect(ledger.getByRole("listitem").first()).toContainText("+2");
  expect(await other.evaluate(() => "wasHere" in window)).toBe(true);
});

test("filters stay in the address: reload, Back and a shared link keep them", async ({
  shop: { page, server },
}) => {
  await addProduct(page, {
    name: "Espresso beans",
    price: "18.90",
    stock: "12",
  });
  await addOrder(page, { product: "Espresso beans", quantity: "1" });
  await addOrder(page, { product: "Espresso beans", quantity: "3" });
  await page
    .getByRole("region", { name: "Order 1002" })
    .getByRole("button", { name: "Mark paid" })
    .click();
  await expect(row(page, /1002.*Paid/)).toBeVisible();

  await page.goto(`${server.url}/orders`);
  await page.getByRole("button", { name: /^Paid \d/ }).click();
  await expect(row(page, /1001/)).toHaveCount(0);
  await expect(row(page, /1002/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: /^Paid \d/ })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(row(page, /1001/)).toHaveCount(0);
  await page.goBack();
  await expect(row(page, /1001/)).toBeVisible();

  await page.getByRole("searchbox", { name: "Search" }).fill("1002");
  await expect(row(page, /1001/)).toHaveCount(0);
  await expect(page).toHaveURL(/q=1002/);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(row(page, /1001/)).toBeVisible();
});

test("an edit that lost against another keeps what was typed", async ({
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
  for (const window of [page, other]) {
    await window.goto(`${server.url}/orders/1001/edit`);
  }
  await other.getByRole("textbox", { name: "Note" }).fill("mine");
  await page.getByRole("textbox", { name: "Note" }).fill("theirs");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(
    other.getByText("Someone else changed this order"),
  ).toBeVisible();
  await expect(other.getByText("theirs")).toBeVisible();
  await expect(other.getByRole("textbox", { name: "Note" })).toHaveValue(
    "mine",
  );
  await other.getByRole("button", { name: "Save mine over it" }).click();
  await expect(
    page.getByRole("region", { name: "Order 1001" }).getByText("mine").first(),
  ).toBeVisible();
});

test("too little stock is said beside the line", async ({ shop: { page } }) => {
  await addProduct(page, {
    name: "Espresso beans",
    price: "18.90",
    stock: "2",
  });
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await page.getByRole("link", { name: "New order" }).click();
  const product = page.getByRole("combobox", { name: "Add a product" });
  await product.fill("Espresso");
  await product.press("Enter");
  await page.getByRole("textbox", { name: /^Quantity/ }).fill("5");
  await page.getByRole("button", { name: /^Create order/ }).click();
  await expect(page.getByText("Only 2 left")).toBeVisible();
  await page.getByRole("textbox", { name: /^Quantity/ }).fill("2");
  await page.getByRole("button", { name: /^Create order/ }).click();
  await expect(page).toHaveURL(/\/orders\/1001$/);
});
