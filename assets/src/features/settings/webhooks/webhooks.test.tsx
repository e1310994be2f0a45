import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import type { NewWebhook, Webhook, WebhookPatch } from "../../../api/types";
import { aDelivery, aWebhook } from "../../../testing/factories";
import { problem, serve, type TestServer } from "../../../testing/handlers";
import { show } from "../../../testing/render";
import { Webhooks } from "./webhooks";

const secret = "whsec_c2hvd24gb25jZQ==";
const at = "2026-03-04T03:00:00.000Z";
let webhooks: Webhook[];
let server: TestServer;

beforeEach(() => {
  webhooks = [];
  server = serve({
    "GET /api/webhooks": () => ({ body: webhooks }),
    "POST /api/webhooks": ({ body }) => {
      const { url, events = null } = body as NewWebhook;
      const made = aWebhook({ url, events });
      webhooks = [made, ...webhooks];
      return { status: 201, body: { id: made.id, url, events, secret } };
    },
  });
});

const asked = (method: string) =>
  server.asked.filter((request) => request.method === method);

const rows = () => screen.findAllByRole("listitem");

/** Chooses one of the rarer actions of the one webhook. */
async function choose(user: ReturnType<typeof show>["user"], action: string) {
  await user.click(await screen.findByRole("button", { name: /^More for/ }));
  await user.click(await screen.findByRole("menuitem", { name: action }));
}

it("shows of each webhook where it goes, with what, and whether that works", async () => {
  webhooks = [
    aWebhook(),
    aWebhook({ events: ["orderUpdated"], failures: 3, next_attempt_at: at }),
    aWebhook({ paused_at: at, pause_reason: "gone" }),
  ];
  show(<Webhooks />);
  const [works, fails, paused] = await rows();
  expect(works).toHaveTextContent("books.example/omsWorkingAll events");
  expect(fails).toHaveTextContent(
    /Failed 3 times, next try Mar 4, 2026.*1 kind of event/,
  );
  expect(paused).toHaveTextContent("wants no more (410)");
  expect(screen.getAllByRole("button", { name: "Resume" })).toHaveLength(1);
});

it("makes a webhook for all events unless told otherwise, and shows its secret once", async () => {
  const { user, store } = show(<Webhooks />);
  expect(await screen.findByText("No webhooks yet.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "New webhook" }));
  const form = await screen.findByRole("dialog", { name: "New webhook" });
  const create = within(form).getByRole("button", { name: "Create webhook" });
  expect(create).toBeDisabled();
  const url = "http://192.168.1.30/oms";
  await user.type(within(form).getByLabelText("Address"), `${url}{Enter}`);
  expect(await screen.findByLabelText("Secret")).toHaveValue(secret);
  expect(asked("POST")[0]?.body).toEqual({ url, events: null });
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect((await rows())[0]).toHaveTextContent(url);
  await waitFor(() =>
    expect(JSON.stringify(store.getState())).not.toContain(secret),
  );
});

it("makes one for the events that are chosen, of which there must be one", async () => {
  const { user } = show(<Webhooks />);
  await user.click(screen.getByRole("button", { name: "New webhook" }));
  const form = await screen.findByRole("dialog", { name: "New webhook" });
  const { getByRole, getByLabelText } = within(form);
  await user.type(getByLabelText("Address"), "https://books.example");
  await user.click(getByRole("radio", { name: "Chosen" }));
  const create = getByRole("button", { name: "Create webhook" });
  expect(create).toBeDisabled();
  await user.click(getByRole("checkbox", { name: "Product deleted" }));
  await user.click(getByRole("checkbox", { name: "Order created or moved" }));
  await user.click(create);
  await screen.findByLabelText("Secret");
  expect(asked("POST")[0]?.body).toEqual({
    url: "https://books.example",
    events: ["orderStatusUpdated", "productDeleted"],
  });
});

it("says beside the address what is wrong with it, and keeps what was typed", async () => {
  const message = "must begin with http:// or https://";
  server.on("POST /api/webhooks", () => ({
    status: 400,
    body: problem(400, "invalid", `url: ${message}.`, {
      errors: [{ field: "url", message }],
    }),
  }));
  const { user } = show(<Webhooks />);
  await user.click(screen.getByRole("button", { name: "New webhook" }));
  const url = await screen.findByLabelText("Address");
  await user.type(url, "ftp://books.example{Enter}");
  await waitFor(() => expect(url).toBeInvalid());
  expect(screen.getByText(new RegExp(message, "i"))).toBeVisible();
  expect(url).toHaveValue("ftp://books.example");
});

it("pauses, resumes and changes a webhook", async () => {
  const webhook = aWebhook({ events: ["orderUpdated"] });
  webhooks = [webhook];
  server.on(`PATCH /api/webhooks/${webhook.id}`, ({ body }) => {
    const { paused, ...rest } = body as WebhookPatch;
    webhooks = webhooks.map((one) => ({
      ...one,
      ...rest,
      ...(paused === undefined
        ? {}
        : {
            paused_at: paused ? at : null,
            pause_reason: paused ? "by_hand" : null,
          }),
    })) as Webhook[];
    return { body: webhooks[0] };
  });
  const { user } = show(<Webhooks />);
  await choose(user, "Pause");
  await user.click(await screen.findByRole("button", { name: "Resume" }));
  expect(await screen.findByText("Working")).toBeVisible();
  await choose(user, "Change");
  const form = await screen.findByRole("dialog", { name: "Change webhook" });
  expect(
    within(form).getByRole("checkbox", { name: "Order edited" }),
  ).toBeChecked();
  await user.click(within(form).getByRole("radio", { name: "All" }));
  await user.click(within(form).getByRole("button", { name: "Save" }));
  expect(await screen.findByText("All events")).toBeVisible();
  expect(asked("PATCH").map(({ body }) => body)).toEqual([
    { paused: true },
    { paused: false },
    { url: webhook.url, events: null },
  ]);
});

it("gives a new secret after asking, and deletes after asking", async () => {
  const webhook = aWebhook();
  webhooks = [webhook];
  server.on(`POST /api/webhooks/${webhook.id}/secret`, () => ({
    body: { secret },
  }));
  server.on(`DELETE /api/webhooks/${webhook.id}`, () => {
    webhooks = [];
    return { status: 204 };
  });
  const { user } = show(<Webhooks />);
  await choose(user, "New secret");
  expect(await screen.findByText(/former secret too/)).toBeVisible();
  expect(asked("POST")).toHaveLength(0);
  await user.click(screen.getByRole("button", { name: "Make a new secret" }));
  expect(await screen.findByLabelText("Secret")).toHaveValue(secret);
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await choose(user, "Delete");
  await user.click(await screen.findByRole("button", { name: "Delete" }));
  expect(await screen.findByText("No webhooks yet.")).toBeVisible();
});

it("shows how each delivery went, and sends one again", async () => {
  const webhook = aWebhook();
  webhooks = [webhook];
  const failed = aDelivery({
    status: 500,
    answer: "no room",
    attempts: 2,
    next_attempt_at: at,
    delivered_at: null,
  });
  const path = `/api/webhooks/${webhook.id}/deliveries`;
  server.on(`GET ${path}`, () => ({
    body: [
      failed,
      aDelivery({ event: "resync", seq: null, skipped: 12 }),
      aDelivery({ event: "ping", seq: null, attempts: 0, delivered_at: null }),
    ],
  }));
  server.on(`POST ${path}/${failed.id}/send`, () => ({
    status: 202,
    body: failed,
  }));
  const { user } = show(<Webhooks />);
  await user.click(
    await screen.findByRole("button", { name: `Deliveries to ${webhook.url}` }),
  );
  const list = await screen.findByRole("list", { name: "Deliveries" });
  const [first, second, third] = within(list).getAllByRole("listitem");
  expect(first).toHaveTextContent(/Order created or moved.*Failed.*2 tries/);
  expect(first).toHaveTextContent("answer 500: no room");
  expect(second).toHaveTextContent(/12 events missed.*Delivered/);
  expect(third).toHaveTextContent(/Test.*Waiting/);
  await user.click(
    screen.getByRole("button", { name: /^Send again: Order created or moved/ }),
  );
  await waitFor(() =>
    expect(asked("POST").map((request) => request.path)).toEqual([
      `${path}/${failed.id}/send`,
    ]),
  );
});
