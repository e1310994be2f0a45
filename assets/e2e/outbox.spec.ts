import type { Page } from "@playwright/test";
import { addProduct, expect, owner, signIn, test } from "./fixtures";

const waiting = (page: Page) =>
  page.getByRole("region", { name: "Waiting to be sent" });

async function numbers(page: Page, url: string) {
  const answer = await page.request.get(`${url}/api/orders?sort=number`);
  return ((await answer.json()) as { number: number }[]).map(
    ({ number }) => number,
  );
}

async function live(page: Page) {
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
}

async function openForm(page: Page) {
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await page.getByRole("link", { name: "New order" }).click();
}

async function typeOrder(page: Page, quantity = "2") {
  await openForm(page);
  await fillForm(page, quantity);
}

/** Types the product into its field, and sees it offered. */
async function find(page: Page) {
  const product = page.getByRole("combobox", { name: "Add a product" });
  await product.fill("espresso");
  await expect(
    page.getByRole("option", { name: /Espresso beans/ }),
  ).toBeVisible();
  return product;
}

/** What can be chosen was seen before, so that this works without the server too. */
async function fillForm(page: Page, quantity = "2") {
  const product = await find(page);
  await product.press("Enter");
  await page
    .getByRole("textbox", { name: "Quantity of Espresso beans" })
    .fill(quantity);
}

/** Opens what waits. While it is being sent the button does nothing: then once more, as a person would. */
async function edit(page: Page) {
  await expect(async () => {
    await waiting(page)
      .getByRole("button", { name: "Edit: Walk-in" })
      .click({ timeout: 2_000 });
    await expect(page.getByRole("region", { name: "New order" })).toBeVisible({
      timeout: 2_000,
    });
  }).toPass();
}

const create = (page: Page) =>
  page.getByRole("button", { name: /^Create order/ });

test.beforeEach(async ({ shop: { page } }) => {
  await addProduct(page, {
    name: "Espresso beans",
    price: "18.90",
    stock: "12",
  });
});

test("an order typed while the server is away is kept, and sent once when it is back", async ({
  shop: { page, server },
}) => {
  await live(page);
  await openForm(page);
  await (await find(page)).clear();
  await server.stop();
  await expect(page.getByText(/^Offline since/)).toBeVisible();
  await fillForm(page);
  await create(page).dblclick();
  await expect(
    page.getByText("Order kept. It is sent once the server is back."),
  ).toBeVisible();
  await expect(page).toHaveURL(/\/orders$/);
  await expect(waiting(page).getByText("2 × Espresso beans")).toBeVisible();
  await expect(waiting(page).getByText("€37.80")).toBeVisible();
  await expect(page.getByText("1 to send")).toBeVisible();

  // Changed while it waits: still one order, as it was typed last.
  await edit(page);
  await page.getByRole("textbox", { name: "Note" }).fill("ring twice");
  await create(page).click();
  await expect(waiting(page).getByRole("listitem")).toHaveCount(1);

  await server.start();
  await expect(page.getByText("Order 1001 created.")).toBeVisible();
  await expect(waiting(page)).toHaveCount(0);
  await expect(page.getByText("1 to send")).toHaveCount(0);
  await live(page);
  expect(await numbers(page, server.url)).toEqual([1001]);
  await page.getByRole("link", { name: "1001" }).click();
  await expect(page.getByText("ring twice").first()).toBeVisible();
});

test("an answer that was lost makes no second order, also when the order is changed before it is repeated", async ({
  shop: { page, server },
}) => {
  await live(page);
  await typeOrder(page);
  let lost = 0;
  await page.route("**/api/orders", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    lost += 1;
    if (lost === 1) await route.fetch();
    await route.abort();
  });
  await create(page).click();
  await expect(waiting(page).getByRole("listitem")).toHaveCount(1);
  expect(await numbers(page, server.url)).toEqual([1001]);
  await edit(page);
  await page
    .getByRole("textbox", { name: "Quantity of Espresso beans" })
    .fill("5");
  await page.unrouteAll({ behavior: "wait" });
  await create(page).click();
  await expect(page).toHaveURL(/\/orders\/1001$/);
  await expect(
    page.getByRole("region", { name: "Order 1001" }).getByText("€94.50"),
  ).toBeVisible();
  await expect(waiting(page)).toHaveCount(0);
  expect(await numbers(page, server.url)).toEqual([1001]);
});

test("survives a reload, and an answer lost again and again", async ({
  shop: { page, server },
}) => {
  await live(page);
  await typeOrder(page);
  await page.route("**/api/orders", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await create(page).click();
  await expect(waiting(page).getByRole("listitem")).toHaveCount(1);
  await page.reload();
  await expect(waiting(page).getByRole("listitem")).toHaveCount(1);
  await page.unrouteAll({ behavior: "wait" });
  await expect(page.getByText("Order 1001 created.")).toBeVisible();
  await expect(waiting(page)).toHaveCount(0);
  expect(await numbers(page, server.url)).toEqual([1001]);
});

test("a refusal goes back to the person, who corrects it", async ({
  shop: { page, server },
  openWindow,
}) => {
  const other = await openWindow();
  await signIn(other, server);
  await live(page);
  await typeOrder(page, "10");
  // The shop's own network fails, the other till's does not.
  await page.context().setOffline(true);
  await create(page).click();
  await expect(waiting(page).getByRole("listitem")).toHaveCount(1);
  await typeOrder(other, "8");
  await create(other).click();
  await expect(other).toHaveURL(/\/orders\/1001$/);

  await page.context().setOffline(false);
  const row = waiting(page).getByRole("listitem");
  await expect(row.getByText(/left|stock/i)).toBeVisible();
  expect(await numbers(page, server.url)).toEqual([1001]);
  await row.getByRole("button", { name: "Correct: Walk-in" }).click();
  await expect(page.getByText("Only 4 left").first()).toBeVisible();
  await page
    .getByRole("textbox", { name: "Quantity of Espresso beans" })
    .fill("4");
  await create(page).click();
  await expect(page).toHaveURL(/\/orders\/1002$/);
  await expect(waiting(page)).toHaveCount(0);
  expect(await numbers(page, server.url)).toEqual([1001, 1002]);
});

test("can be discarded and brought back, and stays its person's own", async ({
  shop: { page, server },
}) => {
  await live(page);
  await typeOrder(page);
  const block = async () =>
    page.route("**/api/orders", (route) =>
      route.request().method() === "POST" ? route.abort() : route.fallback(),
    );
  await block();
  await create(page).click();
  await waiting(page).getByRole("button", { name: "Discard: Walk-in" }).click();
  await expect(waiting(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(waiting(page).getByRole("listitem")).toHaveCount(1);

  await page.request.post(`${server.url}/api/customers`, {
    data: {
      name: "Second admin",
      email: "second@example.com",
      password: "another long password",
      role: "ADMIN",
    },
    headers: { Origin: server.url },
  });
  await page.getByRole("link", { name: "Account" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  const dialog = page.getByRole("dialog", { name: "1 order is not sent yet" });
  await dialog.getByRole("button", { name: "Sign out" }).click();
  await page.unrouteAll({ behavior: "wait" });
  await signIn(page, server, {
    email: "second@example.com",
    password: "another long password",
  });
  await live(page);
  await expect(waiting(page)).toHaveCount(0);
  expect(await numbers(page, server.url)).toEqual([]);
  await page.getByRole("link", { name: "Account" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login$/);
  await signIn(page, server, owner);
  await expect(page.getByText("Order 1001 created.")).toBeVisible();
  expect(await numbers(page, server.url)).toEqual([1001]);
});
