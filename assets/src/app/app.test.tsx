import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { anAdmin, anOrder, aSummary, aUser } from "../testing/factories";
import { problem, serve, type TestServer } from "../testing/handlers";
import { show } from "../testing/render";
import { routes } from "./router";

const admin = anAdmin();
let server: TestServer;
let isSignedIn: boolean;

class QuietSocket {
  onmessage = null;
  onclose = null;
  close() {}
}

beforeEach(() => {
  vi.stubGlobal("WebSocket", QuietSocket);
  isSignedIn = true;
  const mine = (body: unknown) => () =>
    isSignedIn
      ? { body }
      : {
          status: 401,
          body: problem(401, "unauthenticated", "Sign in first."),
        };
  server = serve({
    "GET /api/setup": () => ({
      body: {
        needed: false,
        shop_name: "Harbour shop",
        currency: "EUR",
        timezone: "UTC",
      },
    }),
    "GET /api/auth/me": mine(admin),
    "GET /api/orders": mine([anOrder({ number: 1001 })]),
    "GET /api/products": mine([]),
    "GET /api/reports/summary": mine(aSummary()),
    "POST /api/auth/login": ({ body }) => {
      isSignedIn = (body as { password: string }).password === "right";
      return isSignedIn
        ? { body: { token: "t", expires_at: "", user: admin } }
        : {
            status: 401,
            body: problem(
              401,
              "unauthenticated",
              "Email or password is wrong.",
            ),
          };
    },
    "POST /api/auth/logout": () => {
      isSignedIn = false;
      return { status: 204 };
    },
  });
});

const open = (at: string) => show(routes, { at });

it("begins with the dashboard", async () => {
  const { user, router } = open("/");
  expect(
    await screen.findByRole("link", { name: "Orders today" }),
  ).toBeVisible();
  expect(document.title).toBe("Dashboard · Harbour shop");
  expect(screen.getByRole("link", { name: "Dashboard" })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await user.click(screen.getByRole("link", { name: "Orders" }));
  expect(
    await screen.findByRole("link", { name: "1001" }, { timeout: 10_000 }),
  ).toBeVisible();
  expect(router.state.location.pathname).toBe("/orders");
  expect(document.title).toBe("Orders · Harbour shop");
  expect(screen.getByRole("link", { name: "Dashboard" })).not.toHaveAttribute(
    "aria-current",
  );
});

it("begins with the orders for a customer", async () => {
  server.on("GET /api/auth/me", () => ({ body: aUser() }));
  const { router } = open("/");
  expect(await screen.findByRole("link", { name: "1001" })).toBeVisible();
  expect(router.state.location.pathname).toBe("/orders");
  expect(screen.queryByRole("link", { name: "Dashboard" })).toBeNull();
  expect(server.asked.map(({ path }) => path)).not.toContain(
    "/api/reports/summary",
  );
});

describe("without a session", () => {
  it("asks for a sign-in and leads back to where one was going", async () => {
    isSignedIn = false;
    const { user, router } = open("/orders?status=PAID");
    await user.type(await screen.findByLabelText("Email"), "owner@example.com");
    await user.type(screen.getByLabelText("Password"), "wrong");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "Email or password is wrong.",
    );
    await user.clear(screen.getByLabelText("Password"));
    await user.type(screen.getByLabelText("Password"), "right");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByRole("link", { name: "1001" })).toBeVisible();
    expect(router.state.location).toMatchObject({
      pathname: "/orders",
      search: "?status=PAID",
    });
  });

  it("never leads to another site", async () => {
    isSignedIn = false;
    const { user, router } = open("/login");
    await router.navigate("/login", { state: { from: "//evil.example" } });
    await user.type(await screen.findByLabelText("Email"), "owner@example.com");
    await user.type(screen.getByLabelText("Password"), "right");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/orders"));
  });
});

it("asks over the page when the session ends, and keeps what was typed", async () => {
  const { user } = open("/orders/new");
  await user.type(
    await screen.findByRole("textbox", { name: "Note" }),
    "typed",
  );
  isSignedIn = false;
  // Opening the choices asks the server, which knows the session no more.
  await user.click(screen.getByRole("combobox", { name: "Add a product" }));
  const dialog = within(
    await screen.findByRole("dialog", { name: "Your session has ended" }),
  );
  expect(dialog.getByLabelText("Email")).toHaveValue("owner@example.com");
  await user.type(dialog.getByLabelText("Password"), "right");
  await user.click(dialog.getByRole("button", { name: "Sign in" }));
  await waitFor(() =>
    expect(
      screen.queryByRole("dialog", { name: "Your session has ended" }),
    ).toBeNull(),
  );
  expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue("typed");
});

it("leads to the setup until there is an admin", async () => {
  server.on("GET /api/setup", () => ({
    body: { needed: true, shop_name: "S", currency: "EUR", timezone: "UTC" },
  }));
  const { user, router } = open("/products");
  expect(await screen.findByText("Use the setup link")).toBeVisible();
  expect(router.state.location.pathname).toBe("/setup");
  await user.type(
    screen.getByLabelText("Setup link or token"),
    "http://shop.example/setup#token=abc",
  );
  await user.click(screen.getByRole("button", { name: "Go on" }));
  await user.type(screen.getByLabelText("Your name"), "Shop owner");
  await user.type(screen.getByLabelText("Email"), "owner@example.com");
  await user.type(screen.getByLabelText("Password"), "short");
  server.on("POST /api/setup", () => ({
    status: 400,
    body: problem(400, "invalid", "The request has errors.", {
      errors: [{ field: "password", message: "Use at least 8 characters." }],
    }),
  }));
  await user.click(screen.getByRole("button", { name: "Create account" }));
  expect(await screen.findByText("Use at least 8 characters.")).toBeVisible();
  expect(server.asked.at(-1)?.body).toMatchObject({ token: "abc" });
});

it("shows a customer no way to what would be refused", async () => {
  server.on("GET /api/auth/me", () => ({ body: aUser() }));
  const { router } = open("/orders");
  expect(await screen.findByRole("link", { name: "1001" })).toBeVisible();
  expect(screen.queryByRole("link", { name: "Customers" })).toBeNull();
  await router.navigate("/customers");
  expect(await screen.findByText("Nothing here")).toBeVisible();
});

it("goes on by itself once the server can be reached", async () => {
  server.on("GET /api/setup", () => {
    throw new TypeError("network");
  });
  open("/orders");
  expect(await screen.findByText("Waiting for the server")).toBeVisible();
  const asked = server.asked.length;
  server.on("GET /api/setup", () => ({
    body: { needed: false, shop_name: "S", currency: "EUR", timezone: "UTC" },
  }));
  expect(
    await screen.findByRole("link", { name: "1001" }, { timeout: 5000 }),
  ).toBeVisible();
  // It waited between the attempts.
  expect(asked).toBe(1);
});

it("signs out", async () => {
  const { user, router } = open("/account");
  await user.click(await screen.findByRole("button", { name: "Sign out" }));
  expect(await screen.findByLabelText("Email")).toBeVisible();
  expect(router.state.location.pathname).toBe("/login");
});
