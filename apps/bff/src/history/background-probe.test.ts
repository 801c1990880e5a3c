import type { Outcome } from "@latchkey/shared/outcome";
import type { Report } from "@latchkey/shared/report";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createBackgroundProbe } from "./background-probe.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const reportWith = (outcome: Outcome, identities = 1) =>
  ({
    identities: Array.from({ length: identities }, () => ({})),
    cells: [{ operations: [{ outcome }] }],
  }) as unknown as Report;
const good: Outcome = { kind: "allowed", proof: "read" };

function background(
  options: { seconds?: number; random?: number; alone?: boolean; lastSeenMs?: number } = {},
) {
  const probe = createBackgroundProbe({
    intervalSeconds: options.seconds ?? 300,
    clock: { now: () => new Date(), elapsedMs: () => Date.now() },
    random: () => options.random ?? 0.5,
    history: {
      async alone(work) {
        if (options.alone !== false) await work();
        return options.alone !== false;
      },
      lastSeenMs: async () => options.lastSeenMs,
    },
  });
  return probe;
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);

describe("the background check", () => {
  test("comes first after a whole interval, then every interval, and stops", async () => {
    const check = vi.fn(async () => reportWith(good));
    const probe = background();
    probe.start(check);
    await pass(299);
    expect(check).not.toHaveBeenCalled();
    await pass(2);
    expect(check).toHaveBeenCalledTimes(1);
    await pass(300);
    expect(check).toHaveBeenCalledTimes(2);
    expect(probe.state()).toMatchObject({ state: "waiting", intervalSeconds: 300 });
    probe.stop();
    await pass(3_000);
    expect(check).toHaveBeenCalledTimes(2);
    expect(probe.state()).toMatchObject({ state: "off", nextAt: null });
  });

  test.each([
    [0, 270],
    [1, 330],
  ])("is jittered: with %d it comes after %d s", async (random, seconds) => {
    const check = vi.fn(async () => reportWith(good));
    background({ random }).start(check);
    await pass(seconds - 1);
    expect(check).not.toHaveBeenCalled();
    await pass(2);
    expect(check).toHaveBeenCalledTimes(1);
  });

  test("never overlaps: while one is under way there is no other", async () => {
    const { promise, resolve } = Promise.withResolvers<Report>();
    const check = vi.fn(() => promise);
    const probe = background();
    probe.start(check);
    await pass(2_000);
    expect(check).toHaveBeenCalledTimes(1);
    expect(probe.state().state).toBe("running");
    resolve(reportWith(good));
    await pass(301);
    expect(check).toHaveBeenCalledTimes(2);
  });

  test("at 0 it is off", async () => {
    const check = vi.fn(async () => reportWith(good));
    const probe = background({ seconds: 0 });
    probe.start(check);
    await pass(100_000);
    expect(check).not.toHaveBeenCalled();
    expect(probe.state().state).toBe("off");
  });

  test("pauses longer and longer while Azure throttles, and is back at once when it does not", async () => {
    const outcomes: Outcome[] = [{ kind: "throttled" }, { kind: "no-token", why: "throttled" }, good, good];
    const check = vi.fn(async () => reportWith(outcomes.shift() ?? good));
    const probe = background();
    probe.start(check);
    await pass(301);
    expect(probe.state()).toMatchObject({ state: "paused", because: "Azure throttles" });
    await pass(598);
    expect(check).toHaveBeenCalledTimes(1);
    await pass(2);
    expect(check).toHaveBeenCalledTimes(2);
    await pass(1_201);
    expect(check).toHaveBeenCalledTimes(3);
    expect(probe.state()).toMatchObject({ state: "waiting", because: null });
    await pass(301);
    expect(check).toHaveBeenCalledTimes(4);
  });

  test("waits as long as Azure asks for", async () => {
    const check = vi.fn(async () => reportWith({ kind: "throttled", retryAfterSeconds: 3_000 }));
    background().start(check);
    await pass(301 + 2_998);
    expect(check).toHaveBeenCalledTimes(1);
    await pass(3);
    expect(check).toHaveBeenCalledTimes(2);
  });

  test("leaves it to another instance that is at it, or was lately", async () => {
    const check = vi.fn(async () => reportWith(good));
    background({ alone: false }).start(check);
    background({ lastSeenMs: 100_000 }).start(check);
    await pass(1_000);
    expect(check).not.toHaveBeenCalled();
  });

  test("stays within 5 % of what a vault serves", async () => {
    const probe = background();
    probe.start(async () => reportWith(good, 101));
    await pass(301);
    expect(probe.state()).toMatchObject({ state: "paused", because: expect.stringContaining("5 %") });
  });

  test("a check that fails is tried again, later", async () => {
    const check = vi.fn(() => Promise.reject(new Error("no")));
    background().start(check);
    await pass(301);
    await pass(601);
    expect(check).toHaveBeenCalledTimes(2);
  });
});
