import { defineConfig } from "@playwright/test";
import { launchOptions } from "./fixtures/chromium.ts";

export default defineConfig({
  testDir: "tests",
  fullyParallel: false,
  workers: process.env.CI ? 1 : 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  reporter: "list",
  outputDir: "../test-results",
  use: {
    launchOptions: launchOptions(),
    viewport: { width: 1440, height: 1000 },
    reducedMotion: "reduce",
    trace: "off",
    screenshot: "only-on-failure",
  },
});
