/**
 * How soon /orders is painted with a million orders, and how it scrolls: `npm run speed`. It prints figures and
 * decides nothing by them. The database is the one that `cargo bench --bench load` keeps.
 */
import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { OmsServer } from "./server";

const database = path.resolve(
  process.env.OMS_SAMPLE ??
    "../target/x86_64-unknown-linux-gnu/tmp/load/orders-1000000.db",
);
const admin = {
  email: "bench@shop.example",
  password: "a password for measuring",
};
const loads = 7;
const scrolledMs = 5_000;

test("the first paint of a million orders, and frames while scrolling", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const server = await OmsServer.create(database);
  await server.start();
  try {
    const paints: number[] = [];
    const rows: number[] = [];
    for (let load = 0; load < loads; load += 1) {
      const page = await signedIn(browser, server);
      await page.goto(`${server.url}/orders`);
      await expect(rowsOf(page).first()).toBeVisible();
      paints.push(await firstPaint(page));
      rows.push(await page.evaluate(() => performance.now()));
      if (load === loads - 1) report("frame", await frames(page));
      await page.context().close();
    }
    report("first contentful paint", paints);
    report("first order on screen, at most", rows);
  } finally {
    await server.remove();
  }
});

/** A browser that has nothing of the app yet, signed in. */
async function signedIn(browser: Browser, server: OmsServer): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
  });
  const answer = await context.request.post(`${server.url}/api/auth/login`, {
    data: admin,
  });
  expect(answer.ok()).toBe(true);
  return context.newPage();
}

function rowsOf(page: Page) {
  return page.locator("[data-row-focus]");
}

function firstPaint(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return paint?.startTime ?? Number.NaN;
  });
}

/** The time between frames while a wheel turns without a pause, in milliseconds. */
async function frames(page: Page): Promise<number[]> {
  await rowsOf(page).first().hover();
  const counted = page.evaluate(
    (lastingMs) =>
      new Promise<number[]>((resolve) => {
        const gaps: number[] = [];
        const begun = performance.now();
        let last = begun;
        const step = (at: number) => {
          gaps.push(at - last);
          last = at;
          if (at - begun < lastingMs) requestAnimationFrame(step);
          else resolve(gaps.slice(1));
        };
        requestAnimationFrame(step);
      }),
    scrolledMs,
  );
  const until = Date.now() + scrolledMs;
  while (Date.now() < until) await page.mouse.wheel(0, 90);
  return counted;
}

function report(name: string, numbers: number[]) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.floor(part * (sorted.length - 1))]?.toFixed(1);
  process.stdout.write(
    `${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (${sorted.length})\n`,
  );
}
