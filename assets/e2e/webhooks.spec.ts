import { Api } from "./data";
import { expect, test } from "./fixtures";
import { Receiver } from "./receiver";

test("a webhook is made, tells a program of orders, is paused by it and resumed", async ({
  shop: { page, server },
}) => {
  const receiver = await Receiver.open();
  const api = new Api(page, server);
  const bread = await api.product();
  await page.getByRole("link", { name: "Settings" }).click();
  const section = page.locator("section", {
    has: page.getByRole("heading", { name: "Webhooks" }),
  });
  await expect(section.getByText("No webhooks yet.")).toBeVisible();
  await section.getByRole("button", { name: "New webhook" }).click();
  const form = page.getByRole("dialog", { name: "New webhook" });
  const address = form.getByLabel("Address");
  await address.fill("https://ada:secret@books.example");
  await form.getByRole("button", { name: "Create webhook" }).click();
  await expect(form.getByText(/must not contain a name/i)).toBeVisible();
  await expect(address).toBeFocused();
  await address.fill(receiver.url);
  await form.getByText("Chosen").click();
  await form.getByLabel("Order created or moved").check();
  await form.getByRole("button", { name: "Create webhook" }).click();

  const made = page.getByRole("dialog", { name: "Secret of the webhook" });
  await expect(made.getByText(/will not be shown again/)).toBeVisible();
  const secret = await made.getByLabel("Secret").inputValue();
  expect(secret).toMatch(/^whsec_/);
  await made.getByRole("button", { name: "Done" }).click();
  const row = section.getByRole("listitem").filter({ hasText: receiver.url });
  await expect(row).toContainText("Working");
  await expect(row).toContainText("1 kind of event");

  const order = await api.order(bread);
  await expect.poll(() => receiver.deliveries.length).toBe(1);
  const [delivery] = receiver.deliveries;
  expect(delivery?.body.type).toBe("orderStatusUpdated");
  expect(delivery?.body.data.number).toBe(order.number);
  expect(delivery?.isSignedWith(secret)).toBe(true);

  const deliveriesOf = { name: /^Deliveries to/ };
  await row.getByRole("button", deliveriesOf).click();
  const dialog = page.getByRole("dialog", deliveriesOf);
  const first = dialog.getByRole("listitem").last();
  await expect(first).toContainText("Order created or moved");
  await expect(first).toContainText("Delivered");
  await first.getByRole("button", { name: /^Send again/ }).click();
  await expect(first).toContainText("2 tries");
  expect(receiver.deliveries[1]?.id).toBe(delivery?.id);
  await page.keyboard.press("Escape");

  // It wants no more, and the shop says so on every page.
  receiver.status = 410;
  await row.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: "Send a test" }).click();
  await expect(row).toContainText("the receiver wants no more (410)");
  await page.reload();
  const alarms = page.getByRole("region", { name: "Alarms" });
  await expect(alarms).toContainText("A webhook is paused");
  await api.order(bread);
  receiver.status = 204;
  await row.getByRole("button", { name: "Resume" }).click();
  await expect(row).toContainText("Working");
  await expect(alarms).toBeHidden();
  await expect
    .poll(() => receiver.deliveries.at(-1)?.body.data.number)
    .toBe(order.number + 1);

  await row.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const confirm = page.getByRole("dialog", { name: "Delete webhook?" });
  await confirm.getByRole("button", { name: "Delete" }).click();
  await expect(section.getByText("No webhooks yet.")).toBeVisible();
  receiver.close();
});
