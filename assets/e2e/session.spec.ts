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

test("until it is set up, every page leads to the setup, which wants the printed link", async ({
  server,
  openWindow,
}) => {
  const page = await openWindow();
  await page.goto(`${server.url}/products`);
  await expect(page).toHaveURL(/\/setup$/);
  const link = await server.setupLink();
  await page.getByLabel("Setup link or token").fill(link);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: "Set up" })).toBeVisible();
});

test("the token of the setup link does not stay in the address", async ({
  server,
  openWindow,
}) => {
  const page = await openWindow();
  await page.goto(await server.setupLink());
  await expect(page.getByLabel("Your name")).toBeVisible();
  expect(page.url()).toBe(`${server.url}/setup`);
});

test("a sign-in leads back to the page that asked for it", async ({
  shop: { page, server },
  openWindow,
}) => {
  await addProduct(page, {
    name: "Espresso beans",
    price: "18.90",
    stock: "12",
  });
  const other = await openWindow();
  await other.goto(`${server.url}/products?q=espresso`);
  await expect(other).toHaveURL(/\/login$/);
  await other.getByLabel("Email").fill(owner.email);
  await other.getByLabel("Password", { exact: true }).fill("not the password");
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("alert")).toBeVisible();
  await other.getByLabel("Password", { exact: true }).fill(owner.password);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other).toHaveURL(/\/products\?q=espresso$/);
  await expect(row(other, /Espresso beans/)).toBeVisible();
});

test("a session that ends asks for a sign-in over the form, with all still there", async ({
  shop: { page },
}) => {
  await addProduct(page, {
    name: "Espresso beans",
    price: "18.90",
    stock: "12",
  });
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await page.getByRole("link", { name: "New order" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("ring twice");
  await page.context().clearCookies();
  await page.getByRole("combobox", { name: "Add a product" }).fill("Espresso");
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.getByLabel("Password", { exact: true }).fill(owner.password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue(
    "ring twice",
  );
  const product = page.getByRole("combobox", { name: "Add a product" });
  await product.fill("Espresso beans");
  await product.press("Enter");
  await expect(page.getByRole("textbox", { name: /^Quantity/ })).toHaveValue(
    "1",
  );
  await page.getByRole("button", { name: /^Create order/ }).click();
  await expect(page).toHaveURL(/\/orders\/1001$/);
});

test("a customer sees their own orders, live, and no button that would be refused", async ({
  shop: { page, server },
  openWindow,
}) => {
  const customer = {
    email: "cafe@example.com",
    password: "milk and two sugars",
  };
  await addProduct(page, {
    name: "Espresso beans",
    price: "18.90",
    stock: "12",
  });
  await addCustomer(page, { name: "Corner Café", email: customer.email });
  await page.getByLabel("New password").fill(customer.password);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(
    page.getByText("Corner Café can sign in with the new password."),
  ).toBeVisible();
  await addOrder(page, { product: "Espresso beans", quantity: "1" });
  await addOrder(page, {
    customer: "Corner Café",
    product: "Espresso beans",
    quantity: "2",
  });

  const own = await openWindow();
  await signIn(own, server, customer);
  await expect(row(own, /1002.*Pending/)).toBeVisible();
  await expect(row(own, /1001/)).toHaveCount(0);
  for (const name of ["New order", "Customers"]) {
    await expect(own.getByRole("link", { name })).toHaveCount(0);
  }
  await own.getByRole("link", { name: "1002" }).click();
  const panel = own.getByRole("region", { name: "Order 1002" });
  await expect(panel.getByText("€37.80")).toBeVisible();
  // Looking, printing and closing change nothing.
  await expect(panel.getByRole("button")).toHaveText(["Print", ""]);
  await expect(own.getByRole("checkbox")).toHaveCount(0);
  await own.getByRole("link", { name: "1002" }).focus();
  await own.keyboard.press("p");
  await own.keyboard.press("n");
  await expect(own.getByRole("dialog")).toHaveCount(0);

  await page
    .getByRole("region", { name: "Order 1002" })
    .getByRole("button", { name: "Mark paid" })
    .click();
  await expect(row(own, /1002.*Paid/)).toBeVisible();
  await own.goto(`${server.url}/orders?view=board`);
  await expect(own.getByRole("article", { name: "Order 1002" })).toBeVisible();
  await expect(own.getByRole("button", { name: /^Mark/ })).toHaveCount(0);
  await own.goto(server.url);
  await expect(own).toHaveURL(/\/orders$/);
  await own.goto(`${server.url}/orders/1001`);
  await expect(own.getByText("This order is gone")).toBeVisible();
});

test("signing out ends the session", async ({ shop: { page, server } }) => {
  await page.getByRole("link", { name: "Account" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login$/);
  await page.goto(`${server.url}/orders`);
  await expect(page).toHaveURL(/\/login$/);
});
