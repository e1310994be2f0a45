import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { aClosing } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { ClosingPage } from "./closing-page";

let server: TestServer;

beforeEach(() => {
  server = serve({
    "GET /api/reports/closing": ({ search }) => ({
      body: aClosing({ date: search.get("date") ?? "2026-11-28" }),
    }),
  });
});

const open = (at = "/closing") =>
  show(
    [
      { path: "/closing", element: <ClosingPage /> },
      { path: "/", element: <p>The dashboard</p> },
    ],
    { at },
  );

const row = async (name: string) => screen.findByRole("row", { name });

it("shows what came in by method, what was sold by rate, and how orders stand", async () => {
  open();
  expect(await row("Cash 22.60 -10.00 12.60")).toBeVisible();
  expect(await row("Sum 57.10 -10.00 47.10")).toBeVisible();
  expect(await row("7% 20.00 1.40 21.40")).toBeVisible();
  expect(await row("19% 30.00 5.70 35.70")).toBeVisible();
  expect(await row("credited -10.00 -1.90 -11.90")).toBeVisible();
  expect(await row("Sum 40.00 5.20 45.20")).toBeVisible();
  expect(await row("Paid 2 45.20")).toBeVisible();
  const sheet = screen.getByRole("article");
  expect(sheet).toHaveTextContent("Saturday, November 28, 2026");
  expect(sheet).toHaveTextContent(
    "Nov 28, 2026, 4:00 AM – Nov 29, 2026, 4:00 AM",
  );
  // Nothing is nothing, and not less.
  expect(within(sheet).queryByText("-0.00")).toBeNull();
});

it("goes from day to day, and keeps the day in the address", async () => {
  const { user, router } = open();
  await row("Cash 22.60 -10.00 12.60");
  await user.click(screen.getByRole("button", { name: "The day before" }));
  await screen.findByText("Friday, November 27, 2026");
  expect(router.state.location.search).toBe("?date=2026-11-27");
  await user.click(screen.getByRole("radio", { name: "80 mm" }));
  expect(router.state.location.search).toBe("?date=2026-11-27&paper=80mm");
  await user.click(screen.getByRole("button", { name: "Back" }));
  expect(await screen.findByText("The dashboard")).toBeVisible();
});

it("takes what is no day for the present one", async () => {
  open("/closing?date=yesterday");
  await row("Cash 22.60 -10.00 12.60");
  expect(server.asked.map(({ search }) => search.get("date"))).toEqual([null]);
});

it("says what went wrong, and tries again", async () => {
  server.on("GET /api/reports/closing", () => ({
    status: 503,
    body: problem(503, "storage", "The database is busy."),
  }));
  const { user } = open();
  expect(await screen.findByText("The database is busy.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Print" })).toBeDisabled();
  server.on("GET /api/reports/closing", () => ({ body: aClosing() }));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() =>
    expect(screen.getByRole("button", { name: "Print" })).toBeEnabled(),
  );
});
