import { Api } from "./data";
import { expect, test } from "./fixtures";
import { MailBox } from "./mailbox";

test("a mail server is set and tested, refuses an invoice, and takes it when it is sent again", async ({
  shop: { page, server },
}) => {
  const box = await MailBox.open();
  const api = new Api(page, server);
  const bread = await api.product();
  await page.getByRole("link", { name: "Settings" }).click();
  const form = page.getByRole("form", { name: "Mail" });
  await form.getByLabel("Server").fill("smtp.shop.example");
  await form.getByLabel("Encryption").selectOption("none");
  await form.getByLabel("Port").fill(String(box.port));
  await form.getByLabel("Sender's address").fill("rye@shop.example");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText(/without encryption only for/i)).toBeVisible();
  await form.getByLabel("Server").fill("127.0.0.1");
  await form.getByRole("button", { name: "Save" }).click();
  const test = form.getByRole("button", { name: "Send me a test" });
  await test.click();
  await expect(form.getByRole("status")).toContainText("took the test");
  expect(box.mails[0]?.text).toContain("It works.");

  box.recipient = "550 5.1.1 nobody of this name";
  await test.click();
  await expect(form.getByRole("status")).toContainText(
    "The server refused the recipient. It said: 550 5.1.1 nobody of this name",
  );

  const order = await api.order(bread);
  await api.change(order.number, { status: "PAID" });
  await page.goto(`${server.url}/orders/${order.number}`);
  const send = async () => {
    const panel = page.getByRole("region", { name: /Order/ }).last();
    await panel.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Send by email" }).click();
  };
  await send();
  const dialog = page.getByRole("dialog", { name: /^Send by email/ });
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(
    dialog.getByText(/the buyer has no email address/i),
  ).toBeVisible();
  await dialog.getByLabel("To").fill("ada@buyer.example");
  await dialog.getByRole("button", { name: "Send" }).click();
  const sent = dialog.getByRole("list", { name: "Mails so far" });
  await expect(sent).toContainText("Not sent");
  await page.keyboard.press("Escape");

  box.recipient = "250 Ok";
  await page.goto(`${server.url}/settings`);
  const alarms = page.getByRole("region", { name: "Alarms" });
  await expect(alarms).toContainText("could not be sent");
  await page.getByRole("button", { name: "Mails", exact: true }).click();
  const row = page.getByRole("dialog", { name: "Mails" }).getByRole("listitem");
  await expect(row).toContainText("Invoice 1 to ada@buyer.example");
  await row.getByRole("button", { name: /^Send again/ }).click();
  await expect(row).toContainText("Sent");
  expect(box.mails.at(-1)?.to).toBe("ada@buyer.example");
  expect(box.mails.at(-1)?.text).toContain("Content-Type: application/pdf");
  box.close();
});
