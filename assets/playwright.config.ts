import { defineConfig } from "@playwright/test";

/** Runs the real executable; see e2e/server.ts for where it is taken from. */
export default defineConfig({
  testDir: "e2e",
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  workers: 2,
  fullyParallel: true,
  reporter: [["list"]],
  projects: [
    { name: "e2e", testIgnore: ["screens.spec.ts", "speed.spec.ts"] },
    { name: "screens", testMatch: "screens.spec.ts" },
    { name: "speed", testMatch: "speed.spec.ts" },
  ],
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
