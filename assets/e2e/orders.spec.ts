import type { Page } from "@playwright/test";
import { Api } from "./data";
import { expect, row, signIn, test } from "./fixtures";

const phone = { width: 360, height: 740 };

/** The numbers of the orders in the table, from above. */
const numbers = (page: Page) =>
  page.locator("[data-order]").evaluateAll((links) =>
    links
      .map((link) => ({
        number: Number(link.textContent),
        top: link.getBoundingClientRect().top,
      }))
      .sort((a, b) => a.top - b.top)
      .map(({ number }) => number),
  );

const chip = (page: Page, name: RegExp) =>
  page.getByRole("group", { name: "Status" }).getByRole("button", { name });

test("new orders wait behind a pill while the pointer is among the rows", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  const bread = await api.product();
  await api.orders(bread, 3);
  await page.goto(`${server.url}/orders`);
  await expect(row(page, /1003/)).toBeVisible();
  await row(page, /1002/).hover();
  await api.orders(bread, 2);
  await expect(
    page.getByRole("button", { name: "2 new orders" }),
  ).toBeVisible();
  expect(await numbers(page)).toEqual([1003, 1002, 1001]);
  await page.getByRole("button", { name: "2 new orders" }).click();
  await expect(row(page, /1005/)).toBeVisible();
  expect(await numbers(page)).toEqual([1005, 1004, 1003, 1002, 1001]);

  // With the pointer elsewhere they come by themselves.
  await page.getByRole("heading", { name: "Orders", level: 1 }).hover();
  await api.order(bread);
  await expect(row(page, /1006/)).toBeVisible();
});

test("a row that leaves the filter keeps its place under the pointer, and one click makes one move", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  await api.orders(await api.product(), 3);
  await page.goto(`${server.url}/orders?status=PENDING`);
  await row(page, /1002/).hover();
  const move = page.getByRole("button", { name: "Mark paid: Order 1002" });
  await move.dblclick();
  await expect(row(page, /1002.*Paid/)).toBeVisible();
  expect(await numbers(page)).toEqual([1003, 1002, 1001]);
  await page.getByRole("heading", { name: "Orders", level: 1 }).hover();
  await expect(row(page, /1002/)).toHaveCount(0);
  expect(await api.get("/orders/1001")).toMatchObject({ status: "PENDING" });
  expect(await api.get("/orders/1002")).toMatchObject({ status: "PAID" });
});

test("statuses count along, with the other filters and live", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  const bread = await api.product();
  const cake = await api.product({ name: "Carrot cake" });
  await api.orders(bread, 4);
  await api.order(cake);
  await api.change(1001, { status: "PAID" });
  await page.goto(`${server.url}/orders`);
  await expect(chip(page, /^Pending 4$/)).toBeVisible();
  await expect(chip(page, /^Paid 1$/)).toBeVisible();
  await api.change(1002, { status: "PAID" });
  await expect(chip(page, /^Paid 2$/)).toBeVisible();
  await expect(chip(page, /^Pending 3$/)).toBeVisible();
  await expect(page).toHaveTitle(/^\(5\) Orders/);
  await page.getByRole("searchbox").fill("carrot");
  await expect(chip(page, /^Pending 1$/)).toBeVisible();
  await expect(chip(page, /^Paid 0$/)).toBeVisible();
});

test("dates by period stay in the address and one click clears all", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  await api.orders(await api.product(), 1);
  await page.goto(`${server.url}/orders`);
  await page.getByRole("button", { name: "Date: Any date" }).click();
  await page.getByRole("button", { name: "Yesterday" }).click();
  await expect(page).toHaveURL(/period=yesterday/);
  await expect(page.getByText("No order matches")).toBeVisible();
  await page.getByRole("button", { name: "Date: Yesterday" }).click();
  await page.getByRole("button", { name: "Today" }).click();
  await expect(row(page, /1001/)).toBeVisible();
  await page.reload();
  await expect(row(page, /1001/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Date: Today" })).toBeVisible();
  await page.goBack();
  await expect(page.getByText("No order matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await expect(page).toHaveURL(/\/orders$/);
  await expect(row(page, /1001/)).toBeVisible();
});

test("a long list is scrolled to its end, with few rows drawn", async ({
  shop: { page, server },
}) => {
  test.setTimeout(120_000);
  const api = new Api(page, server);
  await api.orders(await api.product({ stock: null }), 320);
  await page.goto(`${server.url}/orders`);
  await expect(row(page, /1320/)).toBeVisible();
  const list = page.getByRole("main");
  await list.hover();
  await expect(async () => {
    await page.mouse.wheel(0, 4000);
    await expect(row(page, /1001/)).toBeVisible({ timeout: 200 });
  }).toPass();
  expect(await page.getByRole("row").count()).toBeLessThan(80);
  // An open order leaves the list where it is.
  await page.getByRole("link", { name: "1001" }).click();
  await expect(page.getByRole("region", { name: "Order 1001" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(page, /1001/)).toBeVisible();
});

test("by keyboard alone: search, walk, open, move, cancel, help", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  await api.orders(await api.product(), 3);
  await page.goto(`${server.url}/orders`);
  await expect(row(page, /1003/)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: "1003" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: "1002" })).toBeFocused();
  await page.keyboard.press("p");
  await expect(row(page, /1002.*Paid/)).toBeVisible();
  await page.keyboard.press("f");
  await expect(row(page, /1002.*Fulfilled/)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(
    page
      .getByRole("region", { name: "Order 1001" })
      .getByRole("button", { name: "Cancel order" }),
  ).toBeVisible();
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Reason")).toBeFocused();
  await page.keyboard.type("Changed their mind");
  await dialog.getByRole("button", { name: "Cancel order" }).press("Enter");
  await expect(row(page, /1001.*Cancelled/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/orders$/);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  // A scanned slip types its number and Enter.
  await page.keyboard.type("1003");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Order 1003" })).toBeVisible();
});

test("many orders are moved at once, and each refusal is told", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  await api.orders(await api.product(), 6);
  await page.goto(`${server.url}/orders`);
  const box = (number: number) =>
    page.getByRole("checkbox", { name: `Select order ${number}` });
  await box(1006).click();
  await box(1002).click({ modifiers: ["Shift"] });
  await expect(page.getByText("5 selected")).toBeVisible();
  // Someone else is faster with two of them.
  await api.change(1003, { status: "CANCELLED" });
  await api.change(1004, { status: "CANCELLED" });
  await page.getByRole("button", { name: "Mark paid", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "3 paid, 2 refused" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("listitem")).toHaveText(["1003", "1004"]);
  await page.keyboard.press("Escape");
  await expect(row(page, /1006.*Paid/)).toBeVisible();
  await expect(row(page, /1001.*Pending/)).toBeVisible();
});

test("all that match are moved, also those that were never loaded", async ({
  shop: { page, server },
}) => {
  test.setTimeout(120_000);
  const api = new Api(page, server);
  await api.orders(await api.product({ stock: null }), 230);
  await page.goto(`${server.url}/orders?status=PENDING`);
  await page.getByRole("checkbox", { name: "Select order 1230" }).click();
  await page.getByRole("button", { name: "Select all 230 that match" }).click();
  await page.getByRole("button", { name: "Mark paid", exact: true }).click();
  await page
    .getByRole("dialog", { name: "Mark 230 orders paid?" })
    .getByRole("button", { name: "Mark paid" })
    .click();
  // They are moved a few at a time: done is when there is nothing left to stop.
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  await page
    .getByRole("button", { name: "Stop" })
    .waitFor({ state: "hidden", timeout: 0 });
  await expect(page.getByText("230 orders are paid.")).toBeVisible();
  await expect(chip(page, /^Paid 230$/)).toBeVisible();
});

test("a deleted order can be brought back for a few seconds", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  await api.orders(await api.product({ stock: 10 }), 2);
  const remove = async () => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete order" }).click();
    await expect(page.getByText("Order 1002 deleted.")).toBeVisible();
    await expect(row(page, /1002/)).toHaveCount(0);
  };
  await page.goto(`${server.url}/orders/1002`);
  await remove();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, /1002/)).toBeVisible();
  await page.getByRole("link", { name: "1002" }).click();
  await remove();
  // Who closes the page meant it.
  await page.close();
  const other = await page.context().newPage();
  await other.goto(`${server.url}/orders`);
  await expect(row(other, /1001/)).toBeVisible();
  await expect(row(other, /1002/)).toHaveCount(0);
});

test("the board moves cards by dragging, by button and by key, and offers no refused move", async ({
  shop: { page, server },
  openWindow,
}) => {
  const api = new Api(page, server);
  await api.orders(await api.product(), 4);
  const other = await openWindow();
  await signIn(other, server);
  await other.goto(`${server.url}/orders?view=board`);
  await page.goto(`${server.url}/orders`);
  await page.getByText("Board", { exact: true }).click();
  await expect(page).toHaveURL(/view=board/);
  const column = (which: Page, name: string) =>
    which.getByRole("region", { name, exact: true });
  const card = (which: Page, number: number) =>
    which.getByRole("article", { name: `Order ${number}` });
  await expect(column(page, "Pending").getByRole("article")).toHaveCount(4);

  await drag(page, card(page, 1001), column(page, "Paid"));
  await expect(column(other, "Paid").getByRole("article")).toHaveCount(1);
  // The pipeline has no way from pending to fulfilled.
  await drag(page, card(page, 1002), column(page, "Fulfilled"));
  await expect(column(page, "Pending").getByRole("article")).toHaveCount(3);
  await drag(page, card(page, 1002), column(page, "Cancelled"));
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "Cancel order" })
    .click();
  await expect(column(other, "Cancelled").getByRole("article")).toHaveCount(1);
  await page.getByRole("button", { name: "Mark paid: Order 1003" }).click();
  await expect(column(other, "Paid").getByRole("article")).toHaveCount(2);
  await page.getByRole("link", { name: "1004" }).focus();
  await page.keyboard.press("p");
  await expect(column(other, "Paid").getByRole("article")).toHaveCount(3);
  await expect(column(other, "Pending").getByRole("article")).toHaveCount(0);
});

async function drag(
  page: Page,
  from: ReturnType<Page["locator"]>,
  to: ReturnType<Page["locator"]>,
) {
  const start = await from.boundingBox();
  const end = await to.boundingBox();
  if (!start || !end) throw new Error("nothing to drag");
  await page.mouse.move(start.x + 100, start.y + 40);
  await page.mouse.down();
  await page.mouse.move(start.x + 120, start.y + 60, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + 200, { steps: 8 });
  await page.mouse.up();
}

test("on a phone: cards, filters behind a button, select and move with the thumb", async ({
  shop: { page: desk, server },
  openWindow,
}) => {
  const api = new Api(desk, server);
  await api.orders(await api.product(), 3);
  const page = await openWindow(phone);
  await signIn(page, server);
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page.getByRole("checkbox", { name: "Select order 1003" }).click();
  await page.getByRole("checkbox", { name: "Select order 1001" }).click();
  await page.getByRole("button", { name: "Mark paid", exact: true }).click();
  await expect(page.getByText("2 orders are paid.")).toBeVisible();
  await expect(row(page, /1003.*Paid/)).toBeVisible();
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("button", { name: "Date: Any date" }).click();
  await page.getByRole("button", { name: "Today" }).click();
  await expect(row(page, /1001.*Paid/)).toBeVisible();
  await page.getByText("Board", { exact: true }).click();
  await expect(page.getByRole("article", { name: "Order 1002" })).toBeVisible();
  const fits = await page.evaluate(
    () => document.documentElement.scrollWidth <= window.innerWidth,
  );
  expect(fits).toBe(true);
});

test("three screens show one change: a list, a board and a phone", async ({
  shop: { page: list, server },
  openWindow,
}) => {
  const api = new Api(list, server);
  await api.orders(await api.product(), 2);
  const board = await openWindow();
  const hand = await openWindow(phone);
  await signIn(board, server);
  await board.goto(`${server.url}/orders?view=board`);
  await signIn(hand, server);
  await list.goto(`${server.url}/orders`);
  await expect(row(list, /1002.*Pending/)).toBeVisible();

  await hand.getByRole("link", { name: "1002" }).click();
  await hand.getByRole("button", { name: "Mark paid", exact: true }).click();
  await expect(row(list, /1002.*Paid/)).toBeVisible();
  const paid = board.getByRole("region", { name: "Paid", exact: true });
  await expect(paid.getByRole("article", { name: "Order 1002" })).toBeVisible();

  await board
    .getByRole("button", { name: "Mark fulfilled: Order 1002" })
    .click();
  await expect(row(list, /1002.*Fulfilled/)).toBeVisible();
  await expect(
    hand.getByRole("region", { name: "Order 1002" }).getByText("Fulfilled"),
  ).not.toHaveCount(0);
});

test("the list cuts no number, however the shop writes them, also beside an open order", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  const bread = await api.product();
  await api.settings({ order_number_pattern: "Bakery {year}-{seq:6}" });
  await api.orders(bread, 2);
  const label = `Bakery ${new Date().getFullYear()}-000001`;
  for (const [width, path] of [
    [360, "/orders"],
    [1024, "/orders"],
    [1440, "/orders"],
    [1440, "/orders/1002"],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(server.url + path);
    const number = row(page, new RegExp(label)).getByText(label).first();
    await expect(number).toBeVisible();
    // What cuts may be the link or the cell around it.
    const missing = await number.evaluate((element) => {
      const cell = element.closest("[role=cell]") ?? element;
      return [element, cell].map((it) => it.scrollWidth - it.clientWidth);
    });
    expect(Math.max(...missing), `${path} at ${width}`).toBeLessThanOrEqual(0);
  }
});
