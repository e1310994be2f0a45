import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import {
  addCustomer,
  addOrder,
  addProduct,
  expect,
  signIn,
  test,
} from "./fixtures";

interface PaperSize {
  width: number;
  height: number;
}

/** Takes the place of the browser's dialog, and counts how often it was asked for. */
async function countPrinting(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    let count = 0;
    window.print = () => {
      count += 1;
      document.documentElement.dataset.printed = String(count);
    };
  });
  return async () =>
    Number((await page.locator("html").getAttribute("data-printed")) ?? "0");
}

/** The sizes in mm of the pages that the browser would send to a printer. */
async function pagesOf(page: Page): Promise<PaperSize[]> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const boxes = pdf
    .toString("latin1")
    .matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g);
  return [...boxes].map(([, width, height]) => ({
    width: Math.round((Number(width) / 72) * 25.4),
    height: Math.round((Number(height) / 72) * 25.4),
  }));
}

const a4 = { width: 210, height: 297 };

/** Whether all fits beside each other between the margins of the paper. */
async function expectNothingWider(page: Page, textMm: number) {
  const before = page.viewportSize();
  const width = Math.floor((textMm * 96) / 25.4);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width, height: 900 });
  const over = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth - window.innerWidth,
    elements: [...document.querySelectorAll("[data-order] *")]
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < -1 || right > window.innerWidth + 1;
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  }));
  expect(over).toEqual({ scroll: 0, elements: [] });
  await page.emulateMedia({ media: null });
  if (before) await page.setViewportSize(before);
}

/** Sends it as the app does; faster than by hand where a test needs much of it. */
async function send<Answer>(
  page: Page,
  path: string,
  body: object,
): Promise<Answer> {
  return page.evaluate(
    async ([address, content]) => {
      const answer = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: content,
      });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    },
    [`/api${path}`, JSON.stringify(body)] as const,
  ) as Promise<Answer>;
}

const longName =
  "Hand-thrown stoneware espresso cup with saucer, speckled oat glaze, 90 ml, dishwasher safe, from the workshop of the harbour potters";

test("one order: the dialog opens by itself once, and the paper has its size", async ({
  shop: { page, server },
}) => {
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
  const printed = await countPrinting(page);
  await page.goto(`${server.url}/print/slip?orders=1001`);
  await expect.poll(printed).toBe(1);
  const slip = page.getByRole("article", {
    name: "Packing slip of order 1001",
  });
  await expect(slip).toContainText("Corner shop");
  await expect(slip).toContainText("Corner Café");
  await expect(slip).toContainText("2 pieces");
  await expect(slip).not.toContainText("18.90");
  await expect(
    slip.getByRole("img", { name: "Code of order 1001" }),
  ).toBeVisible();
  expect(await pagesOf(page)).toEqual([a4]);
  await expectNothingWider(page, 178);

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  await page.getByText("80 mm", { exact: true }).click();
  await expect(page).toHaveURL(/paper=80mm/);
  const [roll, ...more] = await pagesOf(page);
  expect(more).toEqual([]);
  expect(roll?.width).toBe(80);
  // As long as what is on it: the buyer's link too.
  expect(roll?.height).toBeLessThan(140);

  await page.getByText("Receipt", { exact: true }).click();
  const receipt = page.getByRole("article", { name: "Receipt of order 1001" });
  await expect(receipt).toContainText("Total EUR37.80");
  await expect(receipt).toContainText("Not paid yet");
  expect(await printed()).toBe(1);
  await page.getByRole("button", { name: "Print" }).click();
  expect(await printed()).toBe(2);

  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.getByRole("region", { name: "Order 1001" })).toBeVisible();
});

test("many orders: each on its own paper, a long one flows on, a roll is cut to length", async ({
  shop: { page, server },
}) => {
  const products = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      send<{ id: string }>(page, "/products", {
        name: index === 0 ? longName : `Product ${index}`,
        sku: `SKU-${index}`,
        price: 9_999.99,
      }),
    ),
  );
  const items = products.map(({ id }, index) => ({
    product_id: id,
    quantity: index === 1 ? 1_000_000 : index + 1,
  }));
  for (const part of [items.slice(0, 1), items, items.slice(2, 4)]) {
    await send(page, "/orders", { items: part });
  }
  const printed = await countPrinting(page);
  await page.goto(`${server.url}/print/slip?orders=1001,1002,1003`);
  await expect.poll(printed).toBe(1);
  await expect(page.getByRole("article")).toHaveCount(3);
  const slips = await pagesOf(page);
  expect(slips).toEqual(slips.map(() => a4));
  expect(slips.length).toBeGreaterThan(3);
  expect(slips.length).toBeLessThan(7);
  await expectNothingWider(page, 178);

  await page.goto(`${server.url}/print/receipt?orders=1003,1002,1001`);
  await expect.poll(printed).toBe(1);
  const [first, second, third, ...more] = await pagesOf(page);
  expect(more).toEqual([]);
  expect([first?.width, second?.width, third?.width]).toEqual([80, 80, 80]);
  expect(first?.height).toBeLessThan(130);
  expect(second?.height).toBeGreaterThan(400);
  await expectNothingWider(page, 73);
});

test("the ink is black on white in the dark theme too, and only the sheets are printed", async ({
  shop: { page, server },
}) => {
  await addProduct(page, {
    name: "Espresso beans",
    price: "18.90",
    stock: "12",
  });
  await addOrder(page, { product: "Espresso beans", quantity: "2" });
  await page.evaluate(() => localStorage.setItem("oms-theme", "dark"));
  await countPrinting(page);
  await page.goto(`${server.url}/print/receipt?orders=1001`);
  const receipt = page.getByRole("article");
  await expect(receipt).toContainText("37.80");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  const colours = await receipt.evaluate((sheet) => ({
    ink: getComputedStyle(sheet).color,
    paper: getComputedStyle(sheet).backgroundColor,
    around: getComputedStyle(document.body).backgroundColor,
    shadow: getComputedStyle(sheet).boxShadow,
  }));
  expect(colours).toEqual({
    ink: "rgb(0, 0, 0)",
    paper: "rgb(255, 255, 255)",
    around: "rgb(255, 255, 255)",
    shadow: "none",
  });
});

test("the code is large enough for a scanner, with white around it", async ({
  shop: { page, server },
}) => {
  await addProduct(page, {
    name: "Espresso beans",
    price: "18.90",
    stock: "12",
  });
  await addOrder(page, { product: "Espresso beans", quantity: "2" });
  await countPrinting(page);
  await page.goto(`${server.url}/print/slip?orders=1001`);
  const code = page.getByRole("img", { name: "Code of order 1001" });
  const { bars, white } = await code.evaluate((drawing) => {
    const frame = drawing.getBoundingClientRect();
    const rects = [...drawing.querySelectorAll("rect")].map((bar) =>
      bar.getBoundingClientRect(),
    );
    const last = rects.at(-1);
    return {
      bars: rects.map(({ width }) => width),
      white: [
        (rects[0]?.left ?? 0) - frame.left,
        frame.right - (last?.right ?? 0),
      ],
    };
  });
  const mm = (px: number) => (px * 25.4) / 96;
  const moduleMm = mm(Math.min(...bars));
  expect(moduleMm).toBeGreaterThanOrEqual(0.33);
  for (const side of white) {
    expect(mm(side)).toBeGreaterThanOrEqual(10 * moduleMm - 0.01);
  }
});

test("a customer prints what is theirs; what is not there is said, not printed", async ({
  shop: { page, server },
  openWindow,
}) => {
  const customer = {
    email: "cafe@example.com",
    password: "milk and two sugars",
  };
  const user = await send<{ id: string }>(page, "/customers", {
    name: "Corner Café",
    address: "Quay 7\n20457 Hamburg",
    ...customer,
  });
  const product = await send<{ id: string }>(page, "/products", {
    name: "Espresso beans",
    price: 18.9,
  });
  const items = [{ product_id: product.id, quantity: 2 }];
  await send(page, "/orders", { items });
  await send(page, "/orders", { items, user_id: user.id });
  await send(page, "/orders/1002/payments", { method: "card", amount: 10 });
  await page.goto(`${server.url}/print/slip?orders=1002`);
  await expect(page.getByRole("article")).toContainText("20457 Hamburg");

  const own = await openWindow({ width: 360, height: 740 });
  await signIn(own, server, customer);
  const printed = await countPrinting(own);
  await own.goto(`${server.url}/print/receipt?orders=1001,1002`);
  await expect(own.getByRole("article")).toHaveCount(1);
  await expect(
    own.getByText("Order 1001 was not found, so it is not printed."),
  ).toBeVisible();
  expect(await printed()).toBe(0);
  await expect(own.getByRole("article")).toContainText("Paid: Card");
  for (const paper of ["80 mm", "A4"]) {
    await own.getByText(paper, { exact: true }).click();
    const over = await own.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(over).toBeLessThanOrEqual(0);
  }
  await own.getByRole("button", { name: "Print" }).click();
  expect(await printed()).toBe(1);
});
