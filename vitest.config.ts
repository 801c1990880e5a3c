import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

const tests = "{apps,packages,e2e,scripts}/**/*";

export default defineConfig({
  test: {
    pool: "forks",
    // The default leaves one processor idle, and so half of a small machine. Most tests wait for processes.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [`${tests}.test.{ts,tsx}`],
          exclude: [...configDefaults.exclude, "**/*.slow.test.ts"],
        },
      },
      { extends: true, test: { name: "slow", include: [`${tests}.slow.test.ts`] } },
    ],
  },
});
