import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { serve } from "../testing/handlers";
import { show } from "../testing/render";
import { AlarmBar } from "./alarm-bar";

const at = "2026-03-04T03:00:00.000Z";

it("shows each kind of alarm with the way to what it is about", async () => {
  serve({
    "GET /api/alarms": () => ({
      body: [
        { kind: "backup_failed", at, detail: "The log says why." },
        { kind: "backup_damaged", at, detail: "x" },
        { kind: "webhook_paused", at, detail: "books.example: x" },
        { kind: "webhook_paused", at, detail: "till.example: x" },
      ],
    }),
  });
  show(<AlarmBar />);
  const alarms = await screen.findAllByRole("listitem");
  expect(alarms.map((alarm) => alarm.textContent)).toEqual([
    expect.stringContaining("No backup could be made since Mar 4, 2026"),
    expect.stringContaining("found damaged on Mar 4, 2026"),
    expect.stringContaining("A webhook is paused since Mar 4, 2026"),
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
