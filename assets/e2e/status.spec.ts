/** What those see who have a link and no sign-in: the buyer's page, the board on the wall. */
import type { Page } from "@playwright/test";
import { Api } from "./data";
import { expect, test } from "./fixtures";
import type { OmsServer } from "./server";

/** Most of a phone's plan: the page of a link is no app. */
const mostBytes = 120_000;
/** Of screens as they hang in shops: televisions, old monitors, tablets on end. */
const sizesOfWalls = [
  [1920, 1080],
  [1440, 900],
  [1024, 768],
  [800, 1280],
] as const;

async function makeOrder(page: Page, server: OmsServer) {
  const api = new Api(page, server);
  await api.order(await api.product(), { note: "Rings twice." });
  return api;
}

/** The address that the dialog of order 1001 shows. */
async function statusLink(page: Page, server: OmsServer) {
  await page.goto(`${server.url}/orders/1001`);
  await page
    .getByRole("region", { name: "Order 1001" })
    .getByRole("button", { name: "More actions" })
    .click();
  await page.getByRole("menuitem", { name: "Status link" }).click();
  const dialog = page.getByRole("dialog", { name: /Status link/ });
  await expect(dialog.getByRole("img", { name: /QR code/ })).toBeVisible();
  return {
    dialog,
    url: await dialog.getByLabel("Link", { exact: true }).inputValue(),
  };
}

test("a buyer's page follows the order live, without a sign-in, until the link is revoked", async ({
  shop: { page, server },
  openWindow,
}) => {
  const api = await makeOrder(page, server);
  const { dialog, url } = await statusLink(page, server);
  expect(url).toMatch(/^http:\/\/.*\/s\/[\w-]{40}$/);

  const phone = await openWindow({ width: 360, height: 740 });
  const { pathname } = new URL(url);
  await phone.goto(server.url + pathname);
  await expect(
    phone.getByRole("heading", { name: "Order 1001" }),
  ).toBeVisible();
  const state = phone.getByRole("main").getByRole("status");
  await expect(state).toContainText("Received");
  await expect(phone.getByText("Live")).toBeVisible();
  const bytes = await phone.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map((entry) => (entry as PerformanceResourceTiming).transferSize)
      .reduce((sum, size) => sum + size, 0),
  );
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThanOrEqual(mostBytes);
  // Without the page being touched.
  await api.change(1001, { status: "PAID" });
  await expect(state).toContainText("Paid");
  await expect(phone).toHaveTitle(/Paid/);
  await api.change(1001, { status: "FULFILLED" });
  await expect(state).toContainText("Ready");
  await expect(phone.getByText(/This page is gone on/)).toBeVisible();

  await dialog.getByRole("button", { name: "Revoke link" }).click();
  await expect(page.getByText("The link is revoked.")).toBeVisible();
  await expect(
    phone.getByRole("heading", { name: /shows nothing any more/ }),
  ).toBeVisible();
  await expect(phone.getByText("1001")).toHaveCount(0);
  await phone.reload();
  await expect(
    phone.getByRole("heading", { name: /shows nothing any more/ }),
  ).toBeVisible();

  const next = await statusLink(page, server);
  expect(next.url).not.toBe(url);
});

test("a buyer's page speaks the language of their browser, and comes back after the server was away", async ({
  shop: { page, server },
  openWindow,
}) => {
  const api = await makeOrder(page, server);
  const { url } = await statusLink(page, server);
  const phone = await openWindow({ width: 360, height: 740 }, "de-DE");
  await phone.goto(server.url + new URL(url).pathname);
  await expect(phone.getByText("Eingegangen").first()).toBeVisible();
  await server.stop();
  await expect(phone.getByText(/^Offline seit/)).toBeVisible();
  // What it shows stays readable.
  await expect(phone.getByText("1001")).toBeVisible();
  await server.start();
  await expect(phone.getByText("Live")).toBeVisible();
  await api.change(1001, { status: "PAID" });
  await expect(phone.getByRole("main").getByRole("status")).toContainText(
    "Bezahlt",
  );
});

test("a slip bears the link that the order has, unless it is not wanted", async ({
  shop: { page, server },
}) => {
  await makeOrder(page, server);
  const { url } = await statusLink(page, server);
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.goto(`${server.url}/print/slip?orders=1001`);
  const slip = page.getByRole("article");
  await expect(slip.getByText(url)).toBeVisible();
  const code = slip.getByRole("img", { name: /where order 1001 stands/ });
  await expect(code).toBeVisible();
  await page.getByRole("checkbox", { name: "Status link" }).click();
  await expect(code).toBeHidden();
  await page.reload();
  await expect(slip).toBeVisible();
  await expect(code).toBeHidden();
});

test("a board on the wall shows orders move, names when the shop says so, and goes dark when it is revoked", async ({
  shop: { page, server },
  openWindow,
}) => {
  const api = new Api(page, server);
  const bread = await api.product();
  const ida = await api.customer({ name: "Ida Sommer" });
  await api.order(bread, { user_id: ida.id });
  await page.goto(`${server.url}/settings`);
  const section = page.locator("section", {
    has: page.getByRole("heading", { name: "Displays" }),
  });
  await expect(section.getByText("No displays yet.")).toBeVisible();
  await section.getByRole("button", { name: "New display" }).click();
  const form = page.getByRole("dialog", { name: "New display" });
  await form.getByLabel("Name").fill("Counter");
  await form.getByRole("button", { name: "Create display" }).click();
  const row = section.getByRole("listitem").filter({ hasText: "Counter" });
  const address = await row.getByRole("link").getAttribute("href");
  const { pathname } = new URL(address ?? "");

  const wall = await openWindow({ width: 1920, height: 1080 });
  await wall.goto(server.url + pathname);
  const column = (name: string) => wall.getByRole("region", { name });
  await expect(column("In the making")).toContainText("1001");
  await expect(column("In the making")).not.toContainText("Ida");
  await section
    .getByRole("checkbox", { name: "Show first names of customers" })
    .click();
  await expect(column("In the making")).toContainText("Ida");
  await expect(wall.getByText("Sommer")).toHaveCount(0);

  await api.change(1001, { status: "PAID" });
  await api.change(1001, { status: "FULFILLED" });
  await expect(column("Ready")).toContainText("1001");
  await expect(column("In the making")).toContainText("None");
  const cursor = await wall.evaluate(() => {
    const there = document.elementFromPoint(960, 540);
    return there && getComputedStyle(there).cursor;
  });
  expect(cursor).toBe("none");
  await row.getByRole("button", { name: "Revoke Counter" }).click();
  const confirm = page.getByRole("dialog", { name: /^Revoke/ });
  await confirm.getByRole("button", { name: "Revoke" }).click();
  await expect(wall.getByRole("heading")).toHaveText(
    "This display was taken down",
  );
  await expect(section.getByText("No displays yet.")).toBeVisible();
});

test("a board cuts no number, whatever its screen and however the shop writes them", async ({
  shop: { page, server },
  openWindow,
}) => {
  const api = new Api(page, server);
  const bread = await api.product();
  await api.orders(bread, 3);
  const wall = await openWindow({ width: 1440, height: 900 });
  await wall.goto(server.url + (await api.displayPage("Counter")));
  const column = wall.getByRole("region", { name: "In the making" });
  const expectWhole = async (text: string) => {
    for (const [width, height] of sizesOfWalls) {
      await wall.setViewportSize({ width, height });
      const number = column.getByText(text, { exact: true });
      await expect(number).toBeVisible();
      const { room, needed } = await number.evaluate((element) => ({
        room: element.clientWidth,
        needed: element.scrollWidth,
      }));
      expect(needed, `${text} at ${width} × ${height}`).toBeLessThanOrEqual(
        room,
      );
    }
  };
  await expectWhole("1003");
  await api.settings({ order_number_pattern: "Bakery {year}-{seq:6}" });
  await api.order(bread);
  const year = new Date().getFullYear();
  await expectWhole(`Bakery ${year}-000001`);
});
