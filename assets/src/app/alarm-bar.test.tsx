import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve } from "../testing/handlers";
import { show } from "../testing/render";
import { AlarmBar } from "./alarm-bar";

const at = "2026-03-04T03:00:00.000Z";

it("shows each alarm with the way to the backups", async () => {
  serve({
    "GET /api/alarms": () => ({
      body: [
        { kind: "backup_failed", at, detail: "The log says why." },
        { kind: "backup_damaged", at, detail: "x" },
      ],
    }),
  });
  show(<AlarmBar />);
  const alarms = await screen.findAllByRole("listitem");
  expect(alarms.map((alarm) => alarm.textContent)).toEqual([
    expect.stringContaining("No backup could be made since Mar 4, 2026"),
    expect.stringContaining("found damaged on Mar 4, 2026"),
  ]);
  for (const link of screen.getAllByRole("link")) {
    expect(link).toHaveAttribute("href", "/settings");
  }
});

it("takes no room while all is well", async () => {
  const server = serve({ "GET /api/alarms": () => ({ body: [] }) });
  show(<AlarmBar />);
  await expect.poll(() => server.asked.length).toBe(1);
  expect(screen.queryByRole("list")).toBeNull();
});
