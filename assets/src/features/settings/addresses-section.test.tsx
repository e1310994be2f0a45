import { screen, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { Reached } from "../../api/types";
import { problem, serve } from "../../testing/handlers";
import { show } from "../../testing/render";
import { AddressesSection } from "./addresses-section";

const qr_code = { size: 21, path: "M0 0h7v1h-7z" };
const here = "http://127.0.0.1:8000/";
const lan = "http://192.168.1.20:8000/";
const named = "http://oms.local:8000/";

const reached: Reached = {
  addresses: [
    { url: here, kind: "this_machine", qr_code },
    { url: lan, kind: "lan", qr_code },
    { url: named, kind: "mdns", qr_code },
  ],
  authority: null,
};

function shown(body: Reached) {
  serve({ "GET /api/addresses": () => ({ body }) });
  return show(<AddressesSection />);
}

it("shows every address, a QR code for those that a phone can open, and the surest of them", async () => {
  shown(reached);
  const rows = await screen.findAllByRole("listitem");
  expect(rows.map((row) => within(row).getByRole("link").textContent)).toEqual([
    here,
    lan,
    named,
  ]);
  expect(
    screen.getAllByRole("img").map((image) => image.getAttribute("aria-label")),
  ).toEqual([`QR code of ${lan}`, `QR code of ${named}`]);
  expect(screen.getByText("Best for phones").closest("li")).toBe(rows[1]);
  expect(screen.queryByText(/fingerprint/)).toBeNull();
});

it("copies an address", async () => {
  const { user } = shown(reached);
  const write = vi.spyOn(navigator.clipboard, "writeText");
  await user.click(await screen.findByRole("button", { name: `Copy ${lan}` }));
  expect(write).toHaveBeenCalledWith(lan);
  expect(
    await screen.findByRole("button", { name: "Copied" }),
  ).toBeInTheDocument();
});

it("says when no other device reaches the server", async () => {
  shown({ ...reached, addresses: reached.addresses.slice(0, 1) });
  expect(await screen.findByText(/No other device/)).toBeInTheDocument();
});

it("leads to the page on trust, with the fingerprint to compare", async () => {
  const authority = {
    name: "OMS local authority of Test shop",
    fingerprint: "AB:CD:EF",
    url: "http://192.168.1.20/trust",
    qr_code,
  };
  shown({ ...reached, authority });
  expect(await screen.findByText("AB:CD:EF")).toBeInTheDocument();
  expect(
    screen.getByRole("link", { name: "http://192.168.1.20/trust" }),
  ).toHaveAttribute("href", authority.url);
});

it("shows what went wrong, and tries again", async () => {
  const server = serve({
    "GET /api/addresses": () => ({
      status: 503,
      body: problem(503, "storage", "Not now."),
    }),
  });
  const { user } = show(<AddressesSection />);
  expect(await screen.findByText("Not now.")).toBeInTheDocument();
  server.on("GET /api/addresses", () => ({ body: reached }));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: lan })).toBeInTheDocument();
});
