import { expect, signIn, test } from "./fixtures";
import { Api } from "./data";

test("what an admin sets is on every screen at once, and on paper", async ({
  shop: { page, server },
  openWindow,
}) => {
  const api = new Api(page, server);
  await api.order(await api.product());
  const other = await openWindow();
  await signIn(other, server);
  await expect(other.getByText("Live", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "Settings" }).click();
  const form = page.getByRole("form", { name: "Shop" });
  await form.getByLabel("Name").fill("Rye & Co");
  await form.getByLabel("Address").fill("Mill Lane 1\n24103 Kiel");
  await form.getByLabel("Phone").fill("0431 1234");
  await form.getByLabel("Tax number").fill("20/123/45678");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Settings saved.")).toBeVisible();
  await expect(form.getByRole("button", { name: "Save" })).toBeHidden();
  await expect(other).toHaveTitle(/Rye & Co$/);

  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose a picture" }).click(),
  ]);
  await chooser.setFiles({
    name: "logo.png",
    mimeType: "image/png",
    // Any picture will do.
    buffer: await page.screenshot({
      clip: { x: 0, y: 0, width: 64, height: 64 },
    }),
  });
  const shown = page.getByRole("img", { name: "Logo" });
  await expect(shown).toBeVisible();
  expect(
    await shown.evaluate((image: HTMLImageElement) => image.naturalWidth),
  ).toBe(64);

  await other.addInitScript(() => {
    window.print = () => undefined;
  });
  await other.goto(`${server.url}/print/receipt?orders=1001`);
  const receipt = other.getByRole("article");
  for (const text of ["Rye & Co", "24103 Kiel", "0431 1234", "20/123/45678"]) {
    await expect(receipt).toContainText(text);
  }
  const logo = receipt.locator("img");
  await expect
    .poll(() => logo.evaluate((it: HTMLImageElement) => it.naturalWidth))
    .toBe(64);
});

test("what is wrong is said at its place, and nothing is lost", async ({
  shop: { page, server },
}) => {
  const api = new Api(page, server);
  await api.product();
  await page.getByRole("link", { name: "Settings" }).click();
  const form = page.getByRole("form", { name: "Shop" });
  const email = form.getByLabel("Email");
  await email.fill("nobody");
  await form.getByLabel("Tax rate").fill("19 %");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("must be an email address")).toBeVisible();
  await expect(email).toBeFocused();
  await expect(form.getByLabel("Tax rate")).toHaveValue("19 %");
  await email.fill("hello@rye.example");
  await form.getByLabel("Currency").fill("USD");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText(/can no longer change/)).toBeVisible();
  await expect(form.getByLabel("Currency")).toBeFocused();
  await form.getByLabel("Currency").fill("EUR");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Settings saved.")).toBeVisible();

  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose a picture" }).click(),
  ]);
  await chooser.setFiles({
    name: "logo.png",
    mimeType: "image/png",
    buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
  });
  await expect(page.getByText("must be a PNG or JPEG picture")).toBeVisible();

  await form.getByLabel("Name").fill("Not saved");
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.getByRole("button", { name: "Keep editing" }).click();
  await expect(form.getByLabel("Name")).toHaveValue("Not saved");
});
