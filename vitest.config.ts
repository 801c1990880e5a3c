import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{apps,packages,e2e,scripts}/**/*.test.{ts,tsx}"],
    pool: "forks",
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
