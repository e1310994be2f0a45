import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { Backup } from "../../api/types";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { SettingsPage } from "./settings-page";

const aBackup = (given: Partial<Backup> = {}): Backup => ({
  name: "oms-2026-03-04T03-00-00.000Z.db",
  size: 238_000,
  at: "2026-03-04T03:00:00.000Z",
  verified: true,
  problem: null,
  ...given,
});

const made = aBackup();
const damaged = aBackup({
  name: "oms-2026-03-03T03-00-00.000Z.db",
  at: "2026-03-03T03:00:00.000Z",
  verified: false,
  problem: "It cannot be restored.",
});

let backups: Backup[];
let server: TestServer;

beforeEach(() => {
  backups = [made, damaged];
  server = serve({
    "GET /api/backups": () => ({ body: backups }),
    "POST /api/backups": () => {
      const next = aBackup({ name: "oms-2026-03-05T03-00-00.000Z.db" });
      backups = [next, ...backups];
      return { status: 201, body: next };
    },
    [`POST /api/backups/${made.name}/restore`]: () => ({
      body: { kept: "oms.db.before-x" },
    }),
  });
});

const rows = async () =>
  within(await screen.findByRole("list", { name: "Backups" })).getAllByRole(
    "listitem",
  );

const restoreThat = /^Restore the backup of Mar 4, 2026/;

describe("the backups", () => {
  it("tell how each is, and lead to its file", async () => {
    show(<SettingsPage />);
    const [good, bad] = await rows();
    expect(good).toHaveTextContent("Checked");
    expect(good).toHaveTextContent("238 kB");
    expect(bad).toHaveTextContent("Damaged · It cannot be restored.");
    expect(
      screen.getByRole("link", { name: /^Download the backup of Mar 4/ }),
    ).toHaveAttribute("href", `/api/backups/${made.name}`);
    const last = screen.getByText(/Last good backup:/);
    expect(within(last).getByRole("time")).toHaveAttribute("datetime", made.at);
  });

  it("say when none is good", async () => {
    backups = [damaged];
    show(<SettingsPage />);
    expect(await screen.findByText("No good backup yet.")).toBeVisible();
  });

  it("are more by one after a click", async () => {
    const { user } = show(<SettingsPage />);
    expect(await rows()).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "Back up now" }));
    await waitFor(async () => expect(await rows()).toHaveLength(3));
    expect(await screen.findByText("Backup made and checked.")).toBeVisible();
  });

  it("say in the server's words why none was made", async () => {
    server.on("POST /api/backups", () => ({
      status: 503,
      body: problem(503, "storage", "The database can't be used now."),
    }));
    const { user } = show(<SettingsPage />);
    await rows();
    await user.click(screen.getByRole("button", { name: "Back up now" }));
    expect(
      await screen.findByText("The database can't be used now."),
    ).toBeVisible();
  });

  it("can be asked for again when they do not come", async () => {
    server.on("GET /api/backups", () => ({
      status: 503,
      body: problem(503, "storage", "Not now."),
    }));
    const { user } = show(<SettingsPage />);
    expect(await screen.findByText("Not now.")).toBeVisible();
    server.on("GET /api/backups", () => ({ body: backups }));
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await rows()).toHaveLength(2);
  });
});

describe("restoring", () => {
  it("happens after a question only", async () => {
    const { user } = show(<SettingsPage />);
    await user.click(await screen.findByRole("button", { name: restoreThat }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog).toHaveTextContent("Everyone is signed out.");
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(server.asked.filter((it) => it.method === "POST")).toEqual([]);
  });

  it("says where the former shop is", async () => {
    const { user } = show(<SettingsPage />);
    await user.click(await screen.findByRole("button", { name: restoreThat }));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Restore" }));
    expect(await screen.findByText(/is kept as oms.db.before-x/)).toBeVisible();
  });

  it("that is refused says why, and leaves all as it is", async () => {
    server.on(`POST /api/backups/${made.name}/restore`, () => ({
      status: 400,
      body: problem(400, "invalid", "This backup is damaged."),
    }));
    const { user } = show(<SettingsPage />);
    await user.click(await screen.findByRole("button", { name: restoreThat }));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Restore" }));
    expect(
      await within(dialog).findByText("This backup is damaged."),
    ).toBeVisible();
    expect(await rows()).toHaveLength(2);
  });
});
