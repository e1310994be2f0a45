import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { aLetterhead, anItem, anOrder, aUser } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { PrintPage } from "./print-page";

const customer = aUser({ address: "Quay 7\nHamburg", phone: "+49 40 1234" });
const orders = {
  1001: anOrder({
    number: 1001,
    user_id: customer.id,
    customer: { id: customer.id, name: customer.name },
    note: "Ring twice",
    items: [anItem(), anItem({ product_name: "Milk jug", quantity: 3 })],
  }),
  1002: anOrder({ number: 1002, status: "CANCELLED" }),
  1003: anOrder({ number: 1003, status: "FULFILLED" }),
};

let server: TestServer;
let print: ReturnType<typeof vi.fn<() => void>>;

beforeEach(() => {
  print = vi.fn<() => void>();
  vi.stubGlobal("print", print);
  server = serve({
    "GET /api/shop": () => ({ body: aLetterhead() }),
    "GET /api/orders/1001": () => ({ body: orders[1001] }),
    "GET /api/orders/1002": () => ({ body: orders[1002] }),
    "GET /api/orders/1003": () => ({ body: orders[1003] }),
    [`GET /api/customers/${customer.id}`]: () => ({ body: customer }),
  });
});

const aLink = {
  url: "http://192.168.1.20:8000/s/abc",
  qr_code: { size: 1, path: "M0 0h1v1h-1z" },
  created_at: "2026-03-04T10:00:00.000Z",
};

/** Holds an answer back until it is let go. */
function gate() {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}

const open = (at: string, person?: ReturnType<typeof aUser>) =>
  show(
    [
      { path: "/print/:document", element: <PrintPage /> },
      { path: "/orders/:number?", element: <p>The orders</p> },
    ],
    { at, ...(person ? { person } : {}) },
  );

const sheet = (name: string) => screen.findByRole("article", { name });

describe("a packing slip", () => {
  it("says what to pack and for whom, without prices", async () => {
    open("/print/slip?orders=1001");
    const slip = await sheet("Packing slip of order 1001");
    expect(slip).toHaveTextContent("Test shop");
    expect(slip).toHaveTextContent("Corner CaféQuay 7 Hamburg+49 40 1234");
    expect(
      within(slip).getByRole("row", { name: "3 Milk jug ESP-1000" }),
    ).toBeVisible();
    expect(slip).toHaveTextContent("5 pieces");
    expect(slip).toHaveTextContent("Ring twice");
    expect(slip).not.toHaveTextContent("18.90");
    expect(
      within(slip).getByRole("img", { name: "Code of order 1001" }),
    ).toBeVisible();
  });

  it("bears the order's status link, and is printed once it does", async () => {
    const give = gate();
    server.on(`POST /api/orders/${orders[1001].id}/link`, async () => {
      await give.opened;
      return { body: aLink };
    });
    open("/print/slip?orders=1001");
    const slip = await sheet("Packing slip of order 1001");
    expect(print).not.toHaveBeenCalled();
    give.open();
    expect(
      await within(slip).findByRole("img", { name: /where order 1001 stands/ }),
    ).toBeVisible();
    expect(slip).toHaveTextContent(aLink.url);
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
  });

  it("is printed without a link where there is none any more", async () => {
    server.on(`POST /api/orders/${orders[1003].id}/link`, () => ({
      status: 409,
      body: problem(409, "order_long_ended", "It ended long ago."),
    }));
    open("/print/slip?orders=1003");
    await sheet("Packing slip of order 1003");
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("bears no link in a browser where none is wanted", async () => {
    const { user } = open("/print/slip?orders=1001");
    await sheet("Packing slip of order 1001");
    const asked = () =>
      server.asked.filter(({ method }) => method === "POST").length;
    await waitFor(() => expect(asked()).toBe(1));
    await user.click(screen.getByRole("checkbox", { name: "Status link" }));
    expect(localStorage.getItem("oms-slip-link")).toBe("off");
    await user.click(screen.getByRole("checkbox", { name: "Status link" }));
    expect(localStorage.getItem("oms-slip-link")).toBeNull();
  });

  it("warns of a cancelled order", async () => {
    open("/print/slip?orders=1002");
    const slip = await sheet("Packing slip of order 1002");
    expect(slip).toHaveTextContent("CancelledDo not pack.");
    expect(slip).toHaveTextContent("Walk-in");
  });

  it("asks for no customer's record when a customer prints", async () => {
    open("/print/slip?orders=1001", customer);
    const slip = await sheet("Packing slip of order 1001");
    expect(slip).toHaveTextContent("Corner Café");
    expect(slip).not.toHaveTextContent("Quay 7");
    expect(server.asked.map(({ path }) => path)).toEqual([
      "/api/shop",
      "/api/orders/1001",
    ]);
  });
});

it("says whose it is, where the shop is, and under which number it pays tax", async () => {
  const logo = "/api/settings/logo?v=1";
  const shop = {
    logo,
    address: "Mill Lane 1\nKiel",
    phone: "0431 1",
    website: "rye.example",
    tax_number: "20/123/4",
  };
  server.on("GET /api/shop", () => ({ body: aLetterhead(shop) }));
  const { container } = open("/print/receipt?orders=1001");
  const receipt = await sheet("Receipt of order 1001");
  expect(receipt).toHaveTextContent(
    "Test shopMill Lane 1 Kiel0431 1 · rye.exampleTax number 20/123/4",
  );
  expect(container.querySelector("article img")).toHaveAttribute("src", logo);
});

describe("a receipt", () => {
  it("shows prices, total and whether it is paid", async () => {
    open("/print/receipt?orders=1001,1002,1003");
    const receipt = await sheet("Receipt of order 1001");
    expect(
      within(receipt).getByRole("row", {
        name: "2 × Espresso beans 18.90 each 37.80",
      }),
    ).toBeVisible();
    expect(receipt).toHaveTextContent("Total EUR37.80");
    expect(receipt).toHaveTextContent("Not paid yet");
    expect(receipt).not.toHaveTextContent("Ring twice");
    const cancelled = await sheet("Receipt of order 1002");
    expect(cancelled).toHaveTextContent("Cancelled");
    expect(cancelled).not.toHaveTextContent(/paid/i);
    expect(await sheet("Receipt of order 1003")).toHaveTextContent("Paid");
  });

  it("has columns of their own for SKU and price on A4", async () => {
    open("/print/receipt?orders=1003&paper=a4");
    const receipt = await sheet("Receipt of order 1003");
    expect(
      within(receipt).getByRole("columnheader", { name: "Unit price" }),
    ).toBeVisible();
  });
});

describe("the dialog", () => {
  it("opens by itself once, and again only by the button", async () => {
    const { user, router } = open("/print/slip?orders=1001");
    await sheet("Packing slip of order 1001");
    await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
    await user.click(screen.getByRole("radio", { name: "80 mm" }));
    expect(router.state.location.search).toBe("?orders=1001&paper=80mm");
    await user.click(screen.getByRole("radio", { name: "Receipt" }));
    await sheet("Receipt of order 1001");
    // A frame is all that it waits for.
    await new Promise(requestAnimationFrame);
    expect(print).toHaveBeenCalledTimes(1);
    await user.click(screen.getByRole("button", { name: "Print" }));
    expect(print).toHaveBeenCalledTimes(2);
  });

  it("waits while something is missing, so that the note is read first", async () => {
    const { user } = open("/print/slip?orders=1001,4711,abc");
    await sheet("Packing slip of order 1001");
    expect(
      screen.getByText(
        "These orders were not found, so they are not printed: 4711, abc.",
      ),
    ).toBeVisible();
    await new Promise(requestAnimationFrame);
    expect(print).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Print" }));
    expect(print).toHaveBeenCalledTimes(1);
  });

  it("does not open for nothing", async () => {
    open("/print/slip?orders=4711");
    expect(await screen.findByText("Nothing to print")).toBeVisible();
    expect(screen.getByRole("button", { name: "Print" })).toBeDisabled();
    await new Promise(requestAnimationFrame);
    expect(print).not.toHaveBeenCalled();
  });
});

it("says what went wrong, and tries again", async () => {
  server.on("GET /api/orders/1001", () => ({
    status: 503,
    body: problem(503, "storage", "The database is busy."),
  }));
  const { user } = open("/print/slip?orders=1001");
  expect(await screen.findByText("The database is busy.")).toBeVisible();
  server.on("GET /api/orders/1001", () => ({ body: orders[1001] }));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await sheet("Packing slip of order 1001")).toBeVisible();
  expect(screen.queryByText("The database is busy.")).toBeNull();
});

it("leads back to the order when nothing was open before", async () => {
  const { user, router } = open("/print/slip?orders=1001");
  await user.click(await screen.findByRole("radio", { name: "Receipt" }));
  await user.click(screen.getByRole("button", { name: "Back" }));
  expect(await screen.findByText("The orders")).toBeVisible();
  expect(router.state.location.pathname).toBe("/orders/1001");
});

it("leads back to where the person came from", async () => {
  const { user, router } = open("/orders?status=PAID");
  await router.navigate("/print/slip?orders=1001,1003");
  await user.click(await screen.findByRole("radio", { name: "80 mm" }));
  await user.click(screen.getByRole("button", { name: "Back" }));
  expect(await screen.findByText("The orders")).toBeVisible();
  expect(router.state.location.search).toBe("?status=PAID");
});

it("knows no other documents", async () => {
  open("/print/invoice?orders=1001");
  expect(await screen.findByText("Nothing here")).toBeVisible();
});
