import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createInventoryStore } from "../inventory/inventory.ts";
import { appServiceEnv, fakeAzure, fakeDeps } from "../testing/fake-deps.ts";
import { makeReport } from "./make-report.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a report waits 10 s for vaults that never answer, then says so and ends", async () => {
  const { vaults } = fakeAzure();
  const azure = fakeAzure({ vaults: { ...vaults, listPage: () => new Promise(() => undefined) } });
  const deps = fakeDeps(appServiceEnv, azure);
  const ended = vi.fn();
  const report = makeReport(deps, createInventoryStore(deps), () => undefined);
  void report.then(ended);
  await vi.advanceTimersByTimeAsync(9_999);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toHaveBeenCalledTimes(1);
  const operations = (await report).cells.flatMap((cell) => cell.operations);
  expect(operations.length).toBeGreaterThan(0);
  for (const { operation, outcome } of operations)
    if (operation !== "token")
      expect(outcome).toEqual({ kind: "unknown", because: "the report's time limit was over" });
});
