import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { anAdmin, aUser } from "../testing/factories";
import { show } from "../testing/render";
import { ShortcutsDialog } from "./shortcuts-dialog";

const lines = [
  "New: order, product or customer",
  "Select the row; with Shift all up to it",
  "Cancel the order",
  "Save from any field",
];

async function open(person = anAdmin()) {
  show(<ShortcutsDialog onClose={() => undefined} />, { person });
  expect(await screen.findByText("Open the row")).toBeVisible();
}

it("lists every key to an admin", async () => {
  await open();
  for (const line of lines) expect(screen.getByText(line)).toBeVisible();
});

it("lists no key to a customer that does nothing for them", async () => {
  await open(aUser());
  for (const line of lines) expect(screen.queryByText(line)).toBeNull();
  expect(screen.queryByRole("heading", { name: "On an order" })).toBeNull();
});
