import { Api } from "./data";
import { expect, row, test } from "./fixtures";

/** The parts of the other pages are fetched after this, in milliseconds (src/app/pages.ts). */
const quietMs = 1500;
const mostBytes = 250_000;

test("the list of orders is there after at most 250 KB, and only index.html is asked for again", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  await api.orders(await api.product(), 3);
  // What comes later, unasked, is no part of the first load.
  await page.addInitScript((ms) => {
    const start = window.setTimeout;
    window.setTimeout = ((work: () => void, after?: number) =>
      after === ms ? 0 : start(work, after)) as typeof window.setTimeout;
  }, quietMs);
  const cache: Record<string, string> = {};
  page.on("response", async (response) => {
    const { pathname } = new URL(response.url());
    cache[pathname] = (await response.headerValue("cache-control")) ?? "";
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await page.goto(`${server.url}/orders`);
  await expect(row(page, /1003/)).toBeVisible();
  await page.waitForLoadState("networkidle");
  const loaded = await page.evaluate(() =>
    performance
      .getEntries()
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      // The orders themselves are no part of the app.
      .filter(({ name }) => !name.includes("/api/"))
      .map(({ name, transferSize }) => ({ name, transferSize })),
  );
  const bytes = loaded.reduce((sum, { transferSize }) => sum + transferSize, 0);
  expect(loaded.length).toBeGreaterThan(5);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThanOrEqual(mostBytes);
  // Hashed files are kept for ever, the page that names them never.
  expect(cache["/orders"]).toBe("no-cache");
  const hashed = Object.keys(cache).filter((path) =>
    path.startsWith("/static/"),
  );
  expect(hashed.length).toBeGreaterThan(5);
  for (const path of hashed) {
    expect(cache[path]).toContain("immutable");
  }
  expect(loaded.every(({ name }) => name.startsWith(server.url))).toBe(true);
});
