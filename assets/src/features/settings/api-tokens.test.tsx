import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import type { ApiToken, NewApiToken } from "../../api/types";
import { anApiToken, anId } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { ApiTokens } from "./api-tokens";

const secret = "oms_shown-once";
let tokens: ApiToken[];
let server: TestServer;

beforeEach(() => {
  tokens = [];
  server = serve({
    "GET /api/tokens": () => ({ body: tokens }),
    "POST /api/tokens": ({ body }) => {
      const { name, read_only } = body as NewApiToken;
      const made = anApiToken({ name, read_only });
      tokens = [made, ...tokens];
      return {
        status: 201,
        body: { id: made.id, name, read_only, token: secret },
      };
    },
  });
});

const answerDelete = (token: ApiToken, status: number, body?: object) =>
  server.on(`DELETE /api/tokens/${token.id}`, () => {
    if (status < 300) tokens = tokens.filter(({ id }) => id !== token.id);
    return { status, body };
  });

const posted = () => server.asked.find(({ method }) => method === "POST");

const rows = () => screen.findAllByRole("listitem");

async function openForm() {
  const view = show(<ApiTokens />);
  await view.user.click(screen.getByRole("button", { name: "New token" }));
  const dialog = await screen.findByRole("dialog", { name: "New token" });
  return { ...view, dialog };
}

it("shows what each token may do, whose it is, and when it was last used", async () => {
  const twoHours = 2 * 60 * 60_000;
  tokens = [
    anApiToken({ name: "Till", read_only: false }),
    anApiToken({
      user: { id: anId(), name: "Ada" },
      last_used_at: new Date(Date.now() - twoHours).toISOString(),
    }),
  ];
  show(<ApiTokens />);
  const [till, nightly] = await rows();
  expect(till).toHaveTextContent("TillFullby Shop ownerLast used: never");
  expect(nightly).toHaveTextContent(
    "Nightly exportRead-onlyby AdaLast used: 2 h",
  );
});

it("shows that tokens are on their way, then that there are none", async () => {
  show(<ApiTokens />);
  expect(screen.getByRole("status", { name: "Loading" })).toBeVisible();
  expect(await screen.findByText("No tokens yet.")).toBeVisible();
  expect(screen.queryByRole("list")).toBeNull();
});

it("says why the tokens can't be shown, and tries again when asked to", async () => {
  const detail = "The database can't be used now.";
  server.on("GET /api/tokens", () => ({
    status: 503,
    body: problem(503, "storage", detail),
  }));
  const { user } = show(<ApiTokens />);
  expect(await screen.findByRole("alert")).toHaveTextContent(detail);
  expect(screen.queryByText("No tokens yet.")).toBeNull();
  tokens = [anApiToken()];
  server.on("GET /api/tokens", () => ({ body: tokens }));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await rows()).toHaveLength(1);
  expect(screen.queryByRole("alert")).toBeNull();
});

it("shows the tokens of further pages when asked to", async () => {
  const next = "/api/tokens?cursor=x";
  server.on("GET /api/tokens", ({ search }) =>
    search.has("cursor")
      ? { body: [anApiToken({ name: "Oldest" })] }
      : {
          body: [anApiToken()],
          headers: { Link: `<${next}>; rel="next"` },
        },
  );
  const { user } = show(<ApiTokens />);
  await user.click(await screen.findByRole("button", { name: "Show more" }));
  expect(await screen.findByText("Oldest")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
});

it("makes a token that reads alone unless told otherwise, and shows it once", async () => {
  const { user, dialog } = await openForm();
  const create = within(dialog).getByRole("button", { name: "Create token" });
  expect(create).toBeDisabled();
  expect(within(dialog).getByText(/changes nothing/)).toBeVisible();
  await user.type(within(dialog).getByLabelText("Name"), "Export{Enter}");
  const made = await screen.findByRole("dialog", { name: "Token “Export”" });
  expect(posted()?.body).toEqual({ name: "Export", read_only: true });
  expect(within(made).getByText(/will not be shown again/)).toBeVisible();
  expect(within(made).getByLabelText("Token")).toHaveValue(secret);
  await user.click(within(made).getByRole("button", { name: "Copy" }));
  expect(await navigator.clipboard.readText()).toBe(secret);
  expect(within(made).getByRole("button", { name: "Copied" })).toBeVisible();
  await user.click(within(made).getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect((await rows())[0]).toHaveTextContent("Export");
  expect(document.body).not.toHaveTextContent(secret);
  // It is made anew each time.
  await user.click(screen.getByRole("button", { name: "New token" }));
  expect(await screen.findByLabelText("Name")).toHaveValue("");
});

it("leaves nothing of a token in the page's memory once it was shown", async () => {
  const { user, dialog, store } = await openForm();
  await user.type(within(dialog).getByLabelText("Name"), "Export{Enter}");
  await screen.findByDisplayValue(secret);
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() =>
    expect(JSON.stringify(store.getState())).not.toContain(secret),
  );
});

it("makes a full token where that is chosen", async () => {
  const { user, dialog } = await openForm();
  await user.type(within(dialog).getByLabelText("Name"), "Till");
  await user.click(within(dialog).getByRole("radio", { name: "Full" }));
  expect(within(dialog).getByText(/except for tokens/)).toBeVisible();
  await user.click(
    within(dialog).getByRole("button", { name: "Create token" }),
  );
  await screen.findByDisplayValue(secret);
  expect(posted()?.body).toEqual({ name: "Till", read_only: false });
});

it("says beside the name what is wrong with it, and keeps what was typed", async () => {
  const message = "is too long: at most 100";
  server.on("POST /api/tokens", () => ({
    status: 400,
    body: problem(400, "invalid", `name: ${message}.`, {
      errors: [{ field: "name", message }],
    }),
  }));
  const { user, dialog } = await openForm();
  const name = within(dialog).getByLabelText("Name");
  await user.type(name, "Much too long{Enter}");
  await waitFor(() => expect(name).toBeInvalid());
  expect(within(dialog).getByText(new RegExp(message, "i"))).toBeVisible();
  expect(name).toHaveValue("Much too long");
});

it("revokes a token after asking", async () => {
  const [gone, stays] = [anApiToken(), anApiToken({ name: "Till" })];
  tokens = [gone, stays];
  answerDelete(gone, 204);
  const { user } = show(<ApiTokens />);
  const revoke = { name: "Revoke Nightly export" };
  await user.click(await screen.findByRole("button", revoke));
  const dialog = await screen.findByRole("dialog", {
    name: "Revoke “Nightly export”?",
  });
  expect(server.asked.some(({ method }) => method === "DELETE")).toBe(false);
  await user.click(within(dialog).getByRole("button", { name: "Revoke" }));
  expect(await screen.findByText("Nightly export is revoked.")).toBeVisible();
  await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(1));
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("says why a token was not revoked, unless another admin was faster", async () => {
  const token = anApiToken();
  tokens = [token];
  const detail = "The database can't be used now.";
  answerDelete(token, 503, problem(503, "storage", detail));
  const { user } = show(<ApiTokens />);
  const revoke = { name: "Revoke Nightly export" };
  await user.click(await screen.findByRole("button", revoke));
  const confirm = await screen.findByRole("button", { name: "Revoke" });
  await user.click(confirm);
  expect(await screen.findByText(detail)).toBeVisible();
  expect(screen.getByRole("dialog")).toBeVisible();
  answerDelete(token, 404, problem(404, "not_found", "There is none."));
  await user.click(confirm);
  expect(await screen.findByText("Nightly export is revoked.")).toBeVisible();
});
