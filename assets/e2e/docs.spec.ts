import { expect, test } from "./fixtures";

test("the page of the API describes every route and tries one", async ({
  shop: { page, server },
}) => {
  await page.goto(`${server.url}/api/docs`);
  await page.getByText("/api/auth/me", { exact: true }).click();
  await page.getByRole("button", { name: "Send GET" }).click();
  await expect(page.getByRole("status")).toContainText("owner@example.com");
});
