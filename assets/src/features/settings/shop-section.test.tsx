import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import type { ShopSettings, ShopSettingsPatch } from "../../api/types";
import { applyEvent } from "../../live/apply";
import { settings } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { ShopSection } from "./shop-section";

let present: ShopSettings;
let server: TestServer;

beforeEach(() => {
  present = settings({ address: "Mill Lane 1\nKiel" });
  server = serve({
    "GET /api/settings": () => ({ body: present }),
    "PATCH /api/settings": ({ body }) => {
      present = { ...present, ...(body as ShopSettingsPatch as ShopSettings) };
      return { body: present };
    },
    "PUT /api/settings/logo": () => {
      present = { ...present, logo: "/api/settings/logo?v=1" };
      return { body: present };
    },
    "DELETE /api/settings/logo": () => {
      present = { ...present, logo: null };
      return { status: 204 };
    },
  });
});

const sent = () => server.asked.find(({ method }) => method === "PATCH")?.body;

async function shown() {
  const view = show(<ShopSection />);
  await screen.findByLabelText("Name");
  return view;
}

it("shows what the shop has, and sends only what differs", async () => {
  const { user } = await shown();
  expect(screen.getByLabelText("Address")).toHaveValue("Mill Lane 1\nKiel");
  expect(screen.getByLabelText("Tax rate")).toHaveValue("19%");
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  const rate = screen.getByLabelText("Tax rate");
  await user.clear(rate);
  await user.type(rate, "7,5");
  await user.click(screen.getByLabelText("Prices include tax"));
  await user.type(screen.getByLabelText("Tax number"), " 20/1 {Enter}");
  expect(await screen.findByText("Settings saved.")).toBeVisible();
  expect(sent()).toEqual({
    tax_rate: 750,
    prices_include_tax: false,
    tax_number: "20/1",
  });
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
});

it("says beside a field what is no number, and sends nothing", async () => {
  const { user } = await shown();
  const low = screen.getByLabelText("Low stock");
  await user.clear(low);
  await user.type(low, "few{Enter}");
  expect(await screen.findByText("Enter a whole number.")).toBeVisible();
  expect(sent()).toBeUndefined();
  await waitFor(() => expect(low).toHaveFocus());
});

it("says in the server's words, at its place, why something was refused", async () => {
  const { user } = await shown();
  const detail = "Prices and orders are in EUR.";
  server.on("PATCH /api/settings", () => ({
    status: 409,
    body: problem(409, "currency_fixed", detail),
  }));
  const currency = screen.getByLabelText("Currency");
  await user.clear(currency);
  await user.type(currency, "usd{Enter}");
  await waitFor(() => expect(currency).toBeInvalid());
  expect(screen.getByText(detail)).toBeVisible();
  expect(screen.queryByRole("alert")).toBeNull();
  expect(sent()).toEqual({ currency: "USD" });
});

it("follows what another admin changes, and keeps what is typed", async () => {
  const { user, store } = await shown();
  await user.type(screen.getByLabelText("Name"), " & Co");
  const data = settings({ name: "Rye", phone: "0431 1" });
  store.dispatch(
    applyEvent({ event: "settingsUpdated", seq: 7, at: "", data }, false),
  );
  await waitFor(() =>
    expect(screen.getByLabelText("Phone")).toHaveValue("0431 1"),
  );
  expect(screen.getByLabelText("Name")).toHaveValue("Test shop & Co");
  expect(screen.getByText(/Someone else changed this/)).toBeVisible();
});

it("shows the logo that is chosen, and takes it away", async () => {
  const { user, container } = await shown();
  expect(screen.getByText("No logo")).toBeVisible();
  const input = container.querySelector<HTMLInputElement>("input[type=file]");
  const file = new File(["x"], "logo.png", { type: "image/png" });
  if (input) await user.upload(input, file);
  expect(await screen.findByRole("img", { name: "Logo" })).toHaveAttribute(
    "src",
    "/api/settings/logo?v=1",
  );
  await user.click(screen.getByRole("button", { name: "Remove" }));
  expect(await screen.findByText("No logo")).toBeVisible();
});

it("says what is wrong with a picture", async () => {
  const message = "must be a PNG or JPEG picture";
  server.on("PUT /api/settings/logo", () => ({
    status: 400,
    body: problem(400, "invalid", `logo: ${message}.`, {
      errors: [{ field: "logo", message }],
    }),
  }));
  const { user, container } = await shown();
  const input = container.querySelector<HTMLInputElement>("input[type=file]");
  const file = new File(["x"], "logo.png", { type: "image/png" });
  if (input) await user.upload(input, file);
  const logo = screen.getByRole("group", { name: "Logo" });
  expect(await within(logo).findByRole("alert")).toHaveTextContent(message);
});

it("says why the settings can't be shown, and tries again when asked to", async () => {
  const detail = "The database can't be used now.";
  server.on("GET /api/settings", () => ({
    status: 503,
    body: problem(503, "storage", detail),
  }));
  const { user } = show(<ShopSection />);
  expect(await screen.findByRole("alert")).toHaveTextContent(detail);
  server.on("GET /api/settings", () => ({ body: present }));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByLabelText("Name")).toHaveValue("Test shop");
});
