import { act, render, screen, within, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Board, OrderState } from "../api/types";
import { problem, serve } from "../testing/handlers";
import { DisplayPage } from "./display-page";
import { StatusPage } from "./status-page";

class FakeSocket {
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor(readonly address: string) {
    sockets.push(this);
  }
  close() {}
}

let sockets: FakeSocket[];

beforeEach(() => {
  sockets = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  serve({});
});

const tell = (data: object) =>
  act(() =>
    sockets.at(-1)?.onmessage?.({
      data: JSON.stringify({ event: "x", at: "", data }),
    }),
  );

const state = (more: Partial<OrderState> = {}): OrderState => ({
  number: 1042,
  label: "1042",
  status: "PENDING",
  updated_at: new Date().toISOString(),
  expires_at: null,
  shop_name: "Corner Bakery",
  ...more,
});

describe("the buyer's page", () => {
  it("shows where the order stands, and each move as it happens", () => {
    render(<StatusPage token="abc" />);
    expect(sockets[0]?.address).toMatch(/^ws:.*\/api\/status\/abc\/ws$/);
    tell(state());
    expect(screen.getByRole("heading", { name: "Order 1042" })).toBeVisible();
    expect(screen.getByText("Corner Bakery")).toBeVisible();
    const steps = within(
      screen.getByRole("list", { name: "Where the order stands" }),
    );
    const present = () =>
      steps
        .getAllByRole("listitem")
        .find((step) => step.getAttribute("aria-current") === "step");
    expect(present()).toHaveTextContent("Received");
    tell(state({ status: "PAID" }));
    expect(present()).toHaveTextContent("Paid");
    expect(document.title).toBe("1042 · Paid · Corner Bakery");
    expect(screen.getByText("Live")).toBeVisible();
  });

  it("has no steps ahead of an order that is cancelled, and says when it is gone", () => {
    render(<StatusPage token="abc" />);
    tell(
      state({ status: "CANCELLED", expires_at: "2026-12-05T12:00:00.000Z" }),
    );
    expect(screen.getByText("Cancelled")).toBeVisible();
    expect(screen.queryByRole("list")).toBeNull();
    expect(screen.getByText(/^This page is gone on .*2026/)).toBeVisible();
  });

  it("says so when the link shows nothing any more", async () => {
    serve({
      "GET /api/status/abc": () => ({
        status: 404,
        body: problem(404, "not_found", "There is no such link."),
        headers: { "Content-Type": "application/problem+json" },
      }),
    });
    render(<StatusPage token="abc" />);
    tell(state());
    act(() => sockets.at(-1)?.onclose?.());
    expect(
      await screen.findByRole("heading", { name: /shows nothing any more/ }),
    ).toBeVisible();
    expect(screen.queryByText("1042")).toBeNull();
    // An effect of what is shown: a moment after it.
    await waitFor(() => expect(document.title).toBe("OMS"));
  });
});

const entries = (count: number, name: string | null = null) =>
  Array.from({ length: count }, (_, index) => ({
    number: 1001 + index,
    label: String(1001 + index),
    name,
  }));

const board = (more: Partial<Board> = {}): Board => ({
  shop_name: "Corner Bakery",
  making: [],
  ready: [],
  ...more,
});

const column = (name: string) => within(screen.getByRole("region", { name }));
const numbers = (name: string) =>
  column(name)
    .getAllByRole("listitem")
    .map((item) => item.textContent);

describe("the board on the wall", () => {
  it("shows both columns, and moves an order from one to the other", () => {
    render(<DisplayPage token="abc" />);
    tell(board({ making: entries(2) }));
    expect(numbers("In the making")).toEqual(["1001", "1002"]);
    expect(column("Ready").getByText("None")).toBeVisible();
    tell(
      board({
        making: entries(1),
        ready: [{ number: 1002, label: "1002", name: "Ida" }],
      }),
    );
    expect(numbers("In the making")).toEqual(["1001"]);
    expect(numbers("Ready")).toEqual(["1002Ida"]);
  });

  it("shows the latest when there are more than it has room for", () => {
    render(<DisplayPage token="abc" />);
    tell(board({ making: entries(40), ready: entries(40, "Ida") }));
    const making = numbers("In the making");
    expect(making).toHaveLength(32);
    expect(making.at(-1)).toBe("1040");
    expect(column("In the making").getByText("and 8 more")).toBeVisible();
    expect(numbers("Ready")[0]).toBe("1001Ida");
    expect(column("Ready").getByText("and 20 more")).toBeVisible();
  });
});
