import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

interface Goods {
  name: string;
  sku: string | null;
  price: number;
  stock: number | null;
}

const rye: Goods = {
  name: "Rye bread",
  sku: "4006381333931",
  price: 3.2,
  stock: 40,
};
const beans: Goods = {
  name: "Espresso beans",
  sku: "ESP-1000",
  price: 18.9,
  stock: 5,
};
const longer: Goods = {
  name: "Espresso beans, large",
  sku: "ESP-10001",
  price: 34.5,
  stock: 9,
};

/** By the browser's own session; what is tested here begins after it. */
async function post(page: Page, path: string, data: object) {
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post(`${origin}/api${path}`, {
    data,
    headers: { Origin: origin },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

async function orders(page: Page) {
  const { origin } = new URL(page.url());
  const answer = await page.request.get(`${origin}/api/orders`);
  return (await answer.json()) as {
    number: number;
    customer: { name: string } | null;
    note: string | null;
    items: { sku: string; quantity: number; product_name: string }[];
  }[];
}

const itemsOf = async (page: Page) =>
  (await orders(page))[0]?.items.map(
    ({ product_name, quantity }) => `${quantity} × ${product_name}`,
  );

const product = (page: Page) =>
  page.getByRole("combobox", { name: "Add a product" });
const quantity = (page: Page, name: string) =>
  page.getByRole("textbox", { name: `Quantity of ${name}`, exact: true });

/**
 * A scanner: the code and Enter, every key a few milliseconds behind the one before. The
 * keys bear their own times, so that a busy machine does not make a slow typist of it.
 */
async function scan(page: Page, code: string, gapMs = 1) {
  const scanner = await page.context().newCDPSession(page);
  const keys = [...code].map((key) => ({ key, text: key }));
  const start = Date.now() - keys.length * gapMs;
  await Promise.all(
    [...keys, { key: "Enter", text: "\r" }].flatMap((key, index) => {
      const timestamp = (start + index * gapMs) / 1000;
      return (["keyDown", "keyUp"] as const).map((type) =>
        scanner.send("Input.dispatchKeyEvent", {
          type,
          timestamp,
          ...(type === "keyDown" ? key : { key: key.key }),
        }),
      );
    }),
  );
  await scanner.detach();
}

const customer = (page: Page) =>
  page.getByRole("combobox", { name: "Customer" }).last();

async function openForm(page: Page) {
  await expect(page.getByRole("link", { name: "New order" })).toBeVisible();
  await page.keyboard.press("n");
  await expect(customer(page)).toBeFocused();
}

async function openForWalkIn(page: Page) {
  await openForm(page);
  await page.keyboard.press("Enter");
  await expect(product(page)).toBeFocused();
}

test.beforeEach(async ({ shop: { page } }) => {
  for (const goods of [rye, beans, longer])
    await post(page, "/products", goods);
});

test("an order by keyboard alone: customer, products, a quantity, a note, done", async ({
  shop: { page },
}) => {
  await post(page, "/customers", { name: "Corner Café", phone: "030 1234" });
  await page.evaluate(() => {
    const mouse = () => Object.assign(window, { usedMouse: true });
    for (const event of ["mousedown", "pointerdown", "touchstart"]) {
      window.addEventListener(event, mouse, true);
    }
  });
  await openForm(page);
  await page.keyboard.type("corner");
  await page.keyboard.press("Enter");
  await expect(product(page)).toBeFocused();
  await page.keyboard.type("3x rye");
  await page.keyboard.press("Enter");
  await expect(quantity(page, "Rye bread")).toHaveValue("3");
  await expect(page.getByText("€3.20 · 40 left")).toBeVisible();
  await expect(product(page)).toBeFocused();
  await page.keyboard.type("espresso");
  await page.keyboard.press("Enter");
  await expect(quantity(page, "Espresso beans")).toHaveValue("1");
  await page.keyboard.press("Tab");
  await expect(quantity(page, "Espresso beans")).toBeFocused();
  await page.keyboard.type("9");
  await expect(page.getByText("Only 5 left")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("2");
  await expect(
    page.getByRole("button", { name: "Create order · €47.40" }),
  ).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(product(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("button", { name: /^Create order/ }),
  ).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/orders\/1001$/);
  expect(await page.evaluate(() => "usedMouse" in window)).toBe(false);
  expect(await itemsOf(page)).toEqual(["3 × Rye bread", "2 × Espresso beans"]);
  expect((await orders(page))[0]?.customer?.name).toBe("Corner Café");
});

test("Enter in the empty customer field is a walk-in, and Ctrl+Enter sends from anywhere", async ({
  shop: { page },
}) => {
  await openForWalkIn(page);
  await page.keyboard.type("rye");
  await page.keyboard.press("Control+Enter");
  await expect(
    page.getByText("“rye” is not added yet", { exact: false }),
  ).toBeVisible();
  expect(await orders(page)).toHaveLength(0);
  await page.keyboard.press("Enter");
  await expect(quantity(page, "Rye bread")).toHaveValue("1");
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(/\/orders\/1001$/);
  expect((await orders(page))[0]?.customer).toBeNull();
});

test("a new customer is made on the way, with the server's word beside the field", async ({
  shop: { page },
}) => {
  await post(page, "/customers", {
    name: "Someone else",
    email: "anna@example.com",
  });
  await openForm(page);
  await page.keyboard.type("Anna Berg");
  await page
    .getByRole("option", { name: "New customer ‘Anna Berg’" })
    .waitFor();
  await page.keyboard.press("Enter");
  const fields = page.getByRole("group", { name: "New customer" });
  await expect(fields.getByLabel("Name")).toHaveValue("Anna Berg");
  await page.keyboard.press("Escape");
  await expect(customer(page)).toHaveValue("Anna Berg");
  await expect(customer(page)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page
    .getByRole("option", { name: "New customer ‘Anna Berg’" })
    .waitFor();
  await page.keyboard.press("Enter");
  await fields.getByLabel("Email").fill("anna@example.com");
  await page.keyboard.press("Enter");
  await expect(fields.getByLabel("Email")).toBeFocused();
  await expect(fields.getByLabel("Email")).toHaveAttribute(
    "aria-invalid",
    "true",
  );
  await fields.getByLabel("Email").fill("berg@example.com");
  await page.keyboard.press("Enter");
  await expect(product(page)).toBeFocused();
  await scan(page, "4006381333931");
  await expect(quantity(page, "Rye bread")).toHaveValue("1");
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(/\/orders\/1001$/);
  expect((await orders(page))[0]?.customer?.name).toBe("Anna Berg");
});

test.describe("a barcode scanner", () => {
  test.beforeEach(async ({ shop: { page } }) => {
    await openForWalkIn(page);
  });

  for (const delay of [0, 5]) {
    test(`adds exactly what was scanned, ${delay} ms a key, none lost or mixed`, async ({
      shop: { page },
    }) => {
      const codes = [
        "4006381333931",
        "esp-1000",
        "4006381333931",
        "ESP-10001",
        "4006381333931",
        "ESP-1000",
      ];
      for (const code of codes) await scan(page, code, delay);
      await expect(quantity(page, "Rye bread")).toHaveValue("3");
      await expect(quantity(page, "Espresso beans")).toHaveValue("2");
      await expect(quantity(page, "Espresso beans, large")).toHaveValue("1");
      await expect(product(page)).toHaveValue("");
      await page.keyboard.press("Control+Enter");
      await expect(page).toHaveURL(/\/orders\/1001$/);
      expect(await itemsOf(page)).toEqual([
        "3 × Rye bread",
        "2 × Espresso beans",
        "1 × Espresso beans, large",
      ]);
    });
  }

  test("waits for the answer, in the order of the scans", async ({
    shop: { page },
  }) => {
    // The first answer comes last.
    await page.route("**/api/products?q=ESP-1000&*", async (route) => {
      await new Promise((next) => setTimeout(next, 600));
      await route.continue();
    });
    await scan(page, "ESP-1000");
    await scan(page, "4006381333931");
    await page.keyboard.press("Control+Enter");
    await expect(page).toHaveURL(/\/orders\/1001$/);
    expect(await itemsOf(page)).toEqual([
      "1 × Espresso beans",
      "1 × Rye bread",
    ]);
  });

  test("with an unknown code adds nothing and says so until the next scan", async ({
    shop: { page },
  }) => {
    await scan(page, "400638133393");
    const said = page.getByText(
      "No product has the code 400638133393. Nothing was added.",
    );
    await expect(said).toBeVisible();
    await scan(page, "ESP-100");
    await expect(
      page.getByText("No product has the code ESP-100. Nothing was added."),
    ).toBeVisible();
    await expect(said).toBeHidden();
    await expect(page.getByRole("list", { name: "Items" })).toHaveCount(0);
    await scan(page, "ESP-1000");
    await expect(quantity(page, "Espresso beans")).toHaveValue("1");
    await expect(page.getByText(/No product has the code/)).toBeHidden();
  });

  test("works from a button, from nowhere, from a quantity and after a count", async ({
    shop: { page },
  }) => {
    await scan(page, "ESP-1000");
    await expect(quantity(page, "Espresso beans")).toHaveValue("1");
    await page.getByRole("button", { name: /^Create order/ }).focus();
    await scan(page, "4006381333931");
    await expect(quantity(page, "Rye bread")).toHaveValue("1");
    await page
      .getByRole("button", { name: "Remove Espresso beans", exact: true })
      .focus();
    await scan(page, "ESP-10001", 5);
    await expect(quantity(page, "Espresso beans, large")).toHaveValue("1");
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await scan(page, "ESP-1000");
    await expect(quantity(page, "Espresso beans")).toHaveValue("2");
    await quantity(page, "Rye bread").fill("7");
    await scan(page, "4006381333931");
    await expect(quantity(page, "Rye bread")).toHaveValue("8");
    await expect(product(page)).toBeFocused();
    await page.keyboard.type("4x");
    await page.evaluate(() => new Promise((next) => setTimeout(next, 300)));
    await scan(page, "4006381333931");
    await expect(quantity(page, "Rye bread")).toHaveValue("12");
    await quantity(page, "Rye bread").focus();
    await page.keyboard.type("2\n");
    await expect(quantity(page, "Rye bread")).toHaveValue("2");
  });
});

test("a scan right after the form opened adds the product; the order is a walk-in's", async ({
  shop: { page },
}) => {
  await openForm(page);
  await scan(page, "4006381333931");
  await scan(page, "ESP-1000");
  await expect(quantity(page, "Espresso beans")).toHaveValue("1");
  await expect(customer(page)).toHaveValue("");
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(/\/orders\/1001$/);
  expect(await itemsOf(page)).toEqual(["1 × Rye bread", "1 × Espresso beans"]);
});

test("a double click, and Enter again and again, make one order", async ({
  shop: { page },
}) => {
  await openForWalkIn(page);
  await scan(page, "ESP-1000");
  await expect(quantity(page, "Espresso beans")).toHaveValue("1");
  await page.getByRole("button", { name: /^Create order/ }).dblclick();
  await expect(page).toHaveURL(/\/orders\/1001$/);
  await openForWalkIn(page);
  await scan(page, "ESP-1000");
  await expect(quantity(page, "Espresso beans")).toHaveValue("1");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("button", { name: /^Create order/ }),
  ).toBeFocused();
  for (let times = 0; times < 4; times += 1) await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/orders\/1002$/);
  expect(await orders(page)).toHaveLength(2);
});
