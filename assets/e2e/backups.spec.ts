import { readFile } from "node:fs/promises";
import { Api } from "./data";
import { expect, signIn, test } from "./fixtures";
import { showAlarm } from "./places";

test("a backup is made, fetched and restored on the page", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  const bread = await api.product();
  await api.order(bread);
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByText("No good backup yet.")).toBeVisible();
  await page.getByRole("button", { name: "Back up now" }).click();
  const backup = page.getByRole("listitem").filter({ hasText: "Checked" });
  await expect(backup).toHaveCount(1);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    backup.getByRole("link", { name: /^Download/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^oms-.*\.db$/);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 15).toString()).toBe("SQLite format 3");

  await api.change(1001, { status: "PAID" });
  await backup.getByRole("button", { name: /^Restore/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText(/What was there before is kept/)).toBeVisible();
  await expect(page).toHaveURL(/\/login/);
  await signIn(page, server);
  await expect(page.getByRole("row").filter({ hasText: "1001" })).toContainText(
    "Pending",
  );
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
});

for (const width of [360, 1440]) {
  test(`an alarm is on every page and covers nothing, ${width} px`, async ({
    shop: { server },
    openWindow,
  }) => {
    const page = await openWindow({ width, height: 740 });
    await signIn(page, server);
    const api = new Api(page, server);
    await api.orders(await api.product(), 30);
    for (const place of ["/orders", "/products", "/settings", "/account"]) {
      await page.goto(`${server.url}${place}`);
      await showAlarm(page);
      const alarm = page.getByRole("region", { name: "Alarms" });
      await expect(alarm).toContainText("found damaged");
      const [bar, main] = await Promise.all([
        alarm.boundingBox(),
        page.getByRole("main").boundingBox(),
      ]);
      if (!bar || !main) throw new Error("there is nothing on the page");
      expect(main.y).toBeGreaterThanOrEqual(bar.y + bar.height);
      expect(main.y + main.height).toBeLessThanOrEqual(740);
    }
  });
}
