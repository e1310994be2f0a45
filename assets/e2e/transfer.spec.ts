import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { Api } from "./data";
import { expect, row, test } from "./fixtures";

const csv = (name: string, text: string) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});

const more = (page: Page) =>
  page.getByRole("button", { name: "More for this list" });

async function download(page: Page): Promise<{ name: string; text: string }> {
  await more(page).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Export CSV" }).click(),
  ]);
  const text = await readFile(await file.path(), "utf8");
  return { name: file.suggestedFilename(), text };
}

test("products come in by a file, after a look at every line", async ({
  shop: { page, server },
}) => {
  await page.goto(`${server.url}/orders`);
  await page.getByRole("link", { name: "Import products" }).click();
  const dialog = page.getByRole("dialog", { name: "Import products" });
  const file = dialog.locator("input[type=file]");

  await file.setInputFiles(csv("stock.csv", "sku,name,price\nBR,,4.80\n"));
  await expect(dialog.getByText("name must not be empty")).toBeVisible();
  await expect(dialog.getByText(/Nothing is imported while/)).toBeVisible();

  const text = "sku,name,price,stock\nBR,Rye bread,4.80,12\nTEA,Tea,3,\n";
  await file.setInputFiles(csv("stock.csv", text));
  await expect(dialog.getByRole("cell", { name: "Rye bread" })).toBeVisible();
  await dialog.getByRole("button", { name: "Import 2 lines" }).click();
  await expect(page.getByText("Imported: 2 new, 0 changed.")).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(row(page, /Rye bread.*4\.80/)).toBeVisible();
  await expect(page).toHaveURL(/\/products$/);

  const exported = await download(page);
  expect(exported.name).toMatch(/^products-\d{4}-\d{2}-\d{2}\.csv$/);
  expect(exported.text).toContain("BR,Rye bread,4.80,0,12,false");
  await more(page).click();
  await page.getByRole("menuitem", { name: "Import CSV" }).click();
  await file.setInputFiles(csv(exported.name, exported.text));
  await expect(dialog.getByText("All of it is there already.")).toBeVisible();
});

test("an export is of what the list shows", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  const bread = await api.product({ sku: "BR-RYE" });
  await api.order(bread, { note: "=HYPERLINK(1)" });
  await api.order(bread);
  await api.change(1002, { status: "PAID" });
  await page.goto(`${server.url}/orders?status=PENDING`);
  const { name, text } = await download(page);
  expect(name).toMatch(/^orders-/);
  expect(text.trimEnd().split("\r\n")).toHaveLength(2);
  expect(text).toContain(",'=HYPERLINK(1),");
});

test("a German browser gets what its spreadsheet expects", async ({
  shop: { page, server },
  openWindow,
}) => {
  await new Api(page, server).product({ name: "Brot", price: 4.8 });
  const german = await openWindow({ width: 360, height: 740 }, "de-DE");
  await german.goto(`${server.url}/login`);
  await german.getByLabel("E-Mail").fill("owner@example.com");
  await german
    .getByLabel("Passwort", { exact: true })
    .fill("a long enough password");
  await german.getByRole("button", { name: "Anmelden" }).click();
  await expect(german).toHaveURL(/\/orders$/);
  await german.goto(`${server.url}/products`);
  await german.getByRole("button", { name: "Mehr zu dieser Liste" }).click();
  const [file] = await Promise.all([
    german.waitForEvent("download"),
    german.getByRole("menuitem", { name: "CSV exportieren" }).click(),
  ]);
  expect(await readFile(await file.path(), "utf8")).toContain(";Brot;4,80;");
});
