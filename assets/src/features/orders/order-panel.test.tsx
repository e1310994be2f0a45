import { act, screen, waitFor, within } from "@testing-library/react";
import { flushSync } from "react-dom";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Order } from "../../api/types";
import { applyEvent } from "../../live/apply";
import { anItem, anOrder, aUser } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { finishRemovals } from "../../hooks/remove-later";
import { OrderPanel } from "./order-panel";

let order: Order;
let server: TestServer;

beforeEach(() => {
  order = anOrder({ number: 1042, items: [anItem()], note: "old note" });
  const path = `/api/orders/${order.id}`;
  server = serve({
    "GET /api/orders/1042": () => ({ body: order }),
    [`GET ${path}/events`]: () => ({
      body: [
        {
          seq: 1,
          at: order.created_at,
          event: "orderStatusUpdated",
          actor: { id: "a", name: "Shop owner" },
          from: null,
          to: "PENDING",
          reason: null,
          changes: null,
        },
      ],
    }),
    [`GET ${path}/payments`]: () => ({ body: [] }),
    [`PATCH ${path}`]: ({ headers, body }) => {
      if (headers.get("If-Match") !== `"${order.version}"`) {
        return {
          status: 412,
          body: problem(412, "version_mismatch", "Changed in the meantime."),
        };
      }
      order = { ...order, ...(body as object), version: order.version + 1 };
      return { body: order };
    },
    [`DELETE ${path}`]: () => ({ status: 204 }),
  });
});

const patches = () => server.asked.filter(({ method }) => method === "PATCH");

function open(at = "/orders/1042", options: Parameters<typeof show>[1] = {}) {
  return show(
    [
      { path: "/orders/:number/edit?", element: <OrderPanel /> },
      { path: "/orders", element: <p>The list</p> },
    ],
    { at, ...options },
  );
}

describe("moves", () => {
  it("are the ones that the server allows", async () => {
    open();
    expect(
      await screen.findByRole("button", { name: "Mark paid" }),
    ).toBeVisible();
    expect(screen.getByRole("button", { name: "Cancel order" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Mark fulfilled" })).toBeNull();
  });

  it("send the version that was shown", async () => {
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Mark paid" }));
    await waitFor(() => expect(patches()).toHaveLength(1));
    expect(patches()[0]?.body).toEqual({
      status: "PAID",
      payment: { method: "cash" },
    });
    expect(patches()[0]?.headers.get("If-Match")).toBe('"1"');
  });

  it("say why the server refused", async () => {
    server.on(`PATCH /api/orders/${order.id}`, () => ({
      status: 400,
      body: problem(
        400,
        "invalid_status",
        "Order 1042 is already cancelled. Nothing was changed.",
      ),
    }));
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Mark paid" }));
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "Order 1042 is already cancelled. Nothing was changed.",
    );
  });

  it("ask for a reason, and whether the goods came back, before a cancel", async () => {
    const { user } = open();
    await user.click(
      await screen.findByRole("button", { name: "Cancel order" }),
    );
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(
      dialog.getByRole("textbox", { name: "Reason" }),
      "paid twice",
    );
    await user.click(
      dialog.getByRole("checkbox", { name: "The goods came back" }),
    );
    expect(patches()).toEqual([]);
    await user.click(dialog.getByRole("button", { name: "Cancel order" }));
    await waitFor(() => expect(patches()).toHaveLength(1));
    expect(patches()[0]?.body).toEqual({
      status: "CANCELLED",
      reason: "paid twice",
      restock: false,
    });
  });
});

it("stays open when Esc closes the dialog above it, and keeps the focus", async () => {
  // As in a browser, where React draws between one listener of a key and the next.
  const draw = () => flushSync(() => undefined);
  document.addEventListener("keydown", draw, true);
  onTestFinished(() => document.removeEventListener("keydown", draw, true));
  const { user } = open();
  const cancel = await screen.findByRole("button", { name: "Cancel order" });
  await user.click(cancel);
  const reason = await screen.findByRole("textbox", { name: "Reason" });
  await waitFor(() => expect(reason).toHaveFocus());
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByRole("region", { name: "Order 1042" })).toBeVisible();
  expect(cancel).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(await screen.findByText("The list")).toBeVisible();
});

it("shows who did what", async () => {
  open();
  const timeline = await screen.findByRole("list", { name: "Timeline" });
  expect(await within(timeline).findByText("Shop owner")).toBeVisible();
  expect(within(timeline).getByText("Created")).toBeVisible();
});

it("deletes with a moment to take it back, and leads back to the list", async () => {
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "More actions" }));
  await user.click(
    await screen.findByRole("menuitem", { name: "Delete order" }),
  );
  expect(await screen.findByText("The list")).toBeVisible();
  expect(await screen.findByText("Order 1042 deleted.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  finishRemovals();
  expect(server.asked.some(({ method }) => method === "DELETE")).toBe(false);
});

it("keeps the focus when the last move takes its button away", async () => {
  server.on("GET /api/orders/1042", () => ({
    body: { ...order, status: "PAID", allowed_statuses: ["FULFILLED"] },
  }));
  server.on(`PATCH /api/orders/${order.id}`, () => ({
    body: {
      ...order,
      status: "FULFILLED",
      version: order.version + 1,
      allowed_statuses: [],
    },
  }));
  const { user } = open();
  const button = await screen.findByRole("button", { name: "Mark fulfilled" });
  button.focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(button).not.toBeInTheDocument());
  expect(screen.getByRole("region", { name: "Order 1042" })).toHaveFocus();
});

it("deletes when the time to take it back is over", async () => {
  server.on(`DELETE /api/orders/${order.id}`, () => ({ status: 204 }));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "More actions" }));
  await user.click(
    await screen.findByRole("menuitem", { name: "Delete order" }),
  );
  await screen.findByText("Order 1042 deleted.");
  finishRemovals();
  await waitFor(() => {
    const asked = server.asked.find(({ method }) => method === "DELETE");
    expect(asked?.headers.get("If-Match")).toBe(`"${order.version}"`);
  });
});

it("has no button for a customer that changes anything", async () => {
  open("/orders/1042", { person: aUser() });
  expect(await screen.findByText("old note")).toBeVisible();
  expect(
    screen
      .getAllByRole("button")
      .map((button) => button.ariaLabel ?? button.textContent),
  ).toEqual(["Print", "Close"]);
});

it("is shown, not edited, at a customer's own address of the form", async () => {
  open("/orders/1042/edit", { person: aUser() });
  expect(await screen.findByText("old note")).toBeVisible();
  expect(screen.queryByRole("textbox")).toBeNull();
});

it("says when the order is gone", async () => {
  server.on("GET /api/orders/1042", () => ({
    status: 404,
    body: problem(404, "not_found", "There is no such order."),
  }));
  open();
  expect(await screen.findByText("This order is gone")).toBeVisible();
});

it("offers to try again when the order could not be loaded", async () => {
  const found = { body: order };
  server.on("GET /api/orders/1042", () => ({
    status: 503,
    body: problem(503, "storage", "The disk is full.", { request_id: "req-7" }),
  }));
  const { user } = open();
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByText("The disk is full.")).toBeVisible();
  expect(alert.getByText(/req-7/)).toBeVisible();
  server.on("GET /api/orders/1042", () => found);
  await user.click(alert.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("old note")).toBeVisible();
});

describe("an edit", () => {
  async function typeNote() {
    const view = open("/orders/1042/edit");
    const note = await screen.findByRole("textbox", { name: "Note" });
    await view.user.clear(note);
    await view.user.type(note, "my note");
    return view;
  }

  it("sends only what was changed", async () => {
    const { user } = await typeNote();
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    expect(await screen.findByRole("button", { name: "Edit" })).toBeVisible();
    expect(patches().map(({ body }) => body)).toEqual([{ note: "my note" }]);
  });

  it("that lost shows both, and can still be saved", async () => {
    const { user } = await typeNote();
    order = { ...order, version: 2, note: "their note" };
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    const notice = await screen.findByText("Someone else changed this order");
    expect(notice).toBeVisible();
    expect(screen.getByText("their note")).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue(
      "my note",
    );
    await user.click(screen.getByRole("button", { name: "Save mine over it" }));
    expect(await screen.findByRole("button", { name: "Edit" })).toBeVisible();
    expect(order.note).toBe("my note");
  });

  it("that lost shows both values of what differs, and takes over the rest", async () => {
    const { user } = await typeNote();
    const items = [anItem({ product_name: "Oat milk", quantity: 7 })];
    order = { ...order, version: 2, note: "their note", items };
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    const alert = within(await screen.findByRole("alert"));
    expect(alert.getByRole("columnheader", { name: "Yours" })).toBeVisible();
    expect(alert.getByRole("cell", { name: "my note" })).toBeVisible();
    expect(alert.getByRole("cell", { name: "their note" })).toBeVisible();
    expect(alert.getByText(/Also changed.*Items/)).toBeVisible();
    expect(
      screen.getByRole("textbox", { name: "Quantity of Oat milk" }),
    ).toHaveValue("7");
    await user.click(screen.getByRole("button", { name: "Save mine over it" }));
    expect(await screen.findByRole("button", { name: "Edit" })).toBeVisible();
    expect(patches().at(-1)?.body).toEqual({ note: "my note" });
  });

  it("follows a change elsewhere while nothing was typed", async () => {
    const { store } = open("/orders/1042/edit");
    await screen.findByRole("textbox", { name: "Note" });
    const theirs = { ...order, version: 2, note: "their note" };
    act(() =>
      store.dispatch(
        applyEvent(
          { event: "orderUpdated", seq: 9, at: order.updated_at, data: theirs },
          false,
        ),
      ),
    );
    expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue(
      "their note",
    );
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByText(/This is how it is now/)).toBeVisible();
  });

  it("of an order that was deleted keeps what was typed", async () => {
    const { store } = await typeNote();
    server.on("GET /api/orders/1042", () => ({
      status: 404,
      body: problem(404, "not_found", "There is no such order."),
    }));
    const data = { id: order.id, number: 1042 };
    act(() =>
      store.dispatch(
        applyEvent(
          { event: "orderDeleted", seq: 9, at: order.updated_at, data },
          false,
        ),
      ),
    );
    expect(
      await screen.findByText("Someone else deleted this order"),
    ).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue(
      "my note",
    );
    expect(screen.queryByRole("button", { name: "Save changes" })).toBeNull();
  });

  it("that lost can take the other one", async () => {
    const { user } = await typeNote();
    order = { ...order, version: 2, note: "their note" };
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    await user.click(
      await screen.findByRole("button", { name: "Take the new one" }),
    );
    expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue(
      "their note",
    );
    expect(screen.queryByText("Someone else changed this order")).toBeNull();
  });

  it("notices a live change before anything is sent", async () => {
    const { store } = await typeNote();
    const theirs = { ...order, version: 2, status: "PAID" as const };
    store.dispatch(
      applyEvent(
        {
          event: "orderStatusUpdated",
          seq: 9,
          at: order.updated_at,
          data: { ...theirs, previous_status: "PENDING" },
        },
        false,
      ),
    );
    expect(
      await screen.findByText("Someone else changed this order"),
    ).toBeVisible();
    expect(screen.getByText("Only the note can still change.")).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Note" })).toHaveValue(
      "my note",
    );
    expect(screen.queryByRole("combobox", { name: "Customer" })).toBeNull();
  });
});

describe("the status link", () => {
  const link = {
    url: "http://192.168.1.20:8000/s/abc",
    qr_code: { size: 1, path: "M0 0h1v1h-1z" },
    created_at: "2026-03-04T10:00:00.000Z",
  };
  const asked = (method: string) =>
    server.asked.filter(
      (request) => request.method === method && /link$/.test(request.path),
    ).length;

  beforeEach(() => {
    server.on(`POST /api/orders/${order.id}/link`, () => ({ body: link }));
    server.on(`DELETE /api/orders/${order.id}/link`, () => ({ status: 204 }));
  });

  async function openLink() {
    const { user } = open();
    await user.click(
      await screen.findByRole("button", { name: "More actions" }),
    );
    await user.click(
      await screen.findByRole("menuitem", { name: "Status link" }),
    );
    const dialog = await screen.findByRole("dialog", {
      name: "Status link of order 1042",
    });
    return { user, dialog: within(dialog) };
  }

  it("is shown to be copied and to point a phone at", async () => {
    const { dialog } = await openLink();
    expect(await dialog.findByLabelText("Link")).toHaveValue(link.url);
    expect(dialog.getByRole("img", { name: /^QR code/ })).toBeVisible();
    expect(dialog.getByRole("link", { name: "Open" })).toHaveAttribute(
      "href",
      link.url,
    );
    expect(asked("POST")).toBe(1);
  });

  it("is revoked, and nothing makes another", async () => {
    const { user, dialog } = await openLink();
    await user.click(
      await dialog.findByRole("button", { name: "Revoke link" }),
    );
    expect(await screen.findByText("The link is revoked.")).toBeVisible();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect([asked("DELETE"), asked("POST")]).toEqual([1, 1]);
  });

  it("says why there is none", async () => {
    server.on(`POST /api/orders/${order.id}/link`, () => ({
      status: 409,
      body: problem(409, "order_long_ended", "It ended long ago."),
    }));
    const { dialog } = await openLink();
    expect(await dialog.findByText(/It ended long ago/)).toBeVisible();
    expect(dialog.queryByRole("button", { name: "Revoke link" })).toBeNull();
  });
});
