import { expect, test } from "./fixtures";

test("a token that an admin makes lets a script in, until it is revoked", async ({
  shop: { page, server },
}) => {
  // As a script does: with the token alone, no cookie.
  const call = (token: string, path: string, init: RequestInit = {}) =>
    fetch(`${server.url}/api${path}`, {
      ...init,
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
      },
    });
  await page.getByRole("link", { name: "Settings" }).click();
  const section = page.locator("section", {
    has: page.getByRole("heading", { name: "API tokens" }),
  });
  await expect(section.getByText("No tokens yet.")).toBeVisible();
  await section.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New token" });
  await form.getByLabel("Name").fill("Nightly export");
  await form.getByRole("button", { name: "Create token" }).click();

  const made = page.getByRole("dialog", { name: "Token “Nightly export”" });
  await expect(made.getByText(/will not be shown again/)).toBeVisible();
  const token = await made.getByLabel("Token").inputValue();
  expect(token).toMatch(/^oms_/);
  // A click beside it does not lose it.
  await page.mouse.click(5, 5);
  await expect(made).toBeVisible();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await made.getByRole("button", { name: "Copy" }).click();
  await expect(made.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
  await made.getByRole("button", { name: "Done" }).click();
  const row = section.getByRole("listitem").filter({ hasText: "Nightly" });
  await expect(row).toContainText("Last used: never");

  expect((await call(token, "/orders")).status).toBe(200);
  const product = JSON.stringify({ name: "Rye bread", price: 4.8 });
  const write = await call(token, "/products", {
    method: "POST",
    body: product,
  });
  expect(write.status).toBe(403);
  expect((await write.json()).code).toBe("forbidden");
  await page.reload();
  await expect(row).toContainText("Last used: now");

  await row.getByRole("button", { name: /^Revoke/ }).click();
  const confirm = page.getByRole("dialog", { name: /^Revoke/ });
  await confirm.getByRole("button", { name: "Revoke" }).click();
  await expect(section.getByText("No tokens yet.")).toBeVisible();
  expect((await call(token, "/orders")).status).toBe(401);
});
