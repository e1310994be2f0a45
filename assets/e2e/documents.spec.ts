/** Invoices and receipts as PDF: from the order, from the list, and for the customer whose order it is. */
import type { Page } from "@playwright/test";
import { Api } from "./data";
import { expect, signIn, test } from "./fixtures";

/** The file that a link leads to, as the browser of this page gets it. */
async function fileOf(page: Page, name: string) {
  const link = page.getByRole("link", { name, exact: true });
  await expect(link).toHaveAttribute("target", "_blank");
  const path = (await link.getAttribute("href")) ?? "";
  const answer = await page.request.get(new URL(path, page.url()).href);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  const file = await answer.body();
  expect(file.subarray(0, 5).toString()).toBe("%PDF-");
  return { file, disposition: answer.headers()["content-disposition"] };
}

test("an order's papers open from the order and from the list, and stay the same", async ({
  shop: { page, server },
  openWindow,
}) => {
  const api = new Api(page, server);
  const bread = await api.product();
  const email = "cafe@example.com";
  const password = "correct horse";
  const cafe = await api.customer({ email, password });
  const order = await api.order(bread, { quantity: 2, user_id: cafe.id });
  await page.goto(`${server.url}/orders/${order.number}`);
  const papers = page.getByRole("list", { name: "Documents" });
  await page.getByRole("button", { name: "Mark paid", exact: true }).click();
  await expect(papers.getByRole("link")).toHaveText(["Invoice 1", "Receipt"]);
  const invoice = await fileOf(page, "Invoice 1");
  expect(invoice.disposition).toBe('inline; filename="invoice-1.pdf"');
  await fileOf(page, "Receipt");

  await api.settings({ name: "Another shop", document_language: "de" });
  await api.change(order.number, { status: "CANCELLED" });
  await expect(papers.getByRole("link")).toHaveText([
    "Invoice 1",
    "Credit note 2",
    "Receipt",
  ]);
  await page.goto(server.url);
  await page.getByRole("link", { name: "Invoices", exact: true }).click();
  const list = page.getByRole("table", { name: "Documents" });
  await expect(list.getByRole("row")).toHaveCount(3);
  const again = await fileOf(page, "Invoice 1");
  expect(again.file.equals(invoice.file)).toBe(true);
  await page
    .getByRole("combobox", { name: "Kind" })
    .selectOption("credit_note");
  await expect(list.getByRole("row")).toHaveCount(2);
  await fileOf(page, "Credit note 2");

  const own = await openWindow();
  await signIn(own, server, { email, password });
  await own.goto(`${server.url}/orders/${order.number}`);
  const theirs = await fileOf(own, "Invoice 1");
  expect(theirs.file.equals(invoice.file)).toBe(true);
});
