import { defineConfig } from "@playwright/test";
import { launchOptions } from "./fixtures/chromium.ts";

export default defineConfig({
  testDir: "shots",
  workers: 1,
  timeout: 120_000,
  reporter: "line",
  outputDir: "../test-results",
  use: { launchOptions: launchOptions(), reducedMotion: "reduce" },
});
