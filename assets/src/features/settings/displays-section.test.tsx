import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import type { DisplayLink, NewDisplay } from "../../api/types";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { DisplaysSection } from "./displays-section";

let displays: DisplayLink[];
let hasNames: boolean;
let server: TestServer;

const aDisplay = (name: string): DisplayLink => ({
  id: `id-of-${name}`,
  name,
  url: `http://192.168.1.20:8000/display/${name}`,
  qr_code: { size: 1, path: "M0 0h1v1h-1z" },
  created_at: "2026-03-04T10:00:00.000Z",
});

beforeEach(() => {
  displays = [aDisplay("Counter")];
  hasNames = false;
  server = serve({
    "GET /api/displays": () => ({ body: displays }),
    "POST /api/displays": ({ body }) => {
      const { name } = body as NewDisplay;
      displays = [aDisplay(name), ...displays];
      return { status: 201, body: displays[0] };
    },
    "DELETE /api/displays/id-of-Counter": () => {
      displays = displays.filter(({ name }) => name !== "Counter");
      return { status: 204 };
    },
    "GET /api/displays/settings": () => ({ body: { display_names: hasNames } }),
    "PATCH /api/displays/settings": ({ body }) => {
      hasNames = (body as { display_names: boolean }).display_names;
      return { body };
    },
  });
});

const row = (name: string) =>
  screen
    .findAllByRole("listitem")
    .then((rows) => rows.find((item) => item.textContent?.includes(name)));

it("shows each board with its link and code", async () => {
  show(<DisplaysSection />);
  const counter = await screen.findByRole("listitem");
  expect(
    within(counter).getByRole("link", { name: displays[0]?.url ?? "" }),
  ).toBeVisible();
  expect(
    within(counter).getByRole("img", {
      name: "QR code of the link of Counter",
    }),
  ).toBeVisible();
});

it("puts up another one", async () => {
  const { user } = show(<DisplaysSection />);
  await user.click(screen.getByRole("button", { name: "New display" }));
  const dialog = await screen.findByRole("dialog", { name: "New display" });
  await user.type(within(dialog).getByLabelText("Name"), "Window");
  await user.click(
    within(dialog).getByRole("button", { name: "Create display" }),
  );
  await waitFor(async () => expect(await row("Window")).toBeVisible());
});

it("takes one down after asking, also when another admin was faster", async () => {
  server.on("DELETE /api/displays/id-of-Counter", () => {
    displays = [];
    return { status: 404, body: problem(404, "not_found", "No such display.") };
  });
  const { user } = show(<DisplaysSection />);
  await user.click(
    await screen.findByRole("button", { name: "Revoke Counter" }),
  );
  const dialog = await screen.findByRole("dialog", { name: /^Revoke/ });
  expect(displays).toHaveLength(1);
  await user.click(within(dialog).getByRole("button", { name: "Revoke" }));
  expect(await screen.findByText("No displays yet.")).toBeVisible();
});

it("lets boards show names", async () => {
  const { user } = show(<DisplaysSection />);
  const names = await screen.findByRole("checkbox", {
    name: "Show first names of customers",
  });
  await waitFor(() => expect(names).toBeEnabled());
  expect(names).not.toBeChecked();
  await user.click(names);
  await waitFor(() => expect(hasNames).toBe(true));
  await waitFor(() => expect(names).toBeChecked());
});
