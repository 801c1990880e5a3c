import { type Cell, cellSchema } from "@latchkey/shared/probe";
import { expect, test } from "vitest";
import { BackendAwayError, ProblemError } from "../../lib/read-as.ts";
import { type Watch, watchUntilGreen } from "./watch.ts";

const at = "2026-11-23T10:00:00.000Z";
const place = { identityId: "system", vaultId: "kv-orders" };

function cellWith(get: unknown): Cell {
  const operation = { operation: "get", outcome: get, tookMs: 3, at, requestId: null };
  return cellSchema.parse({ ...place, operations: [operation] });
}

const closed = cellWith({ kind: "denied", by: "rbac", httpStatus: 403 });
const open = cellWith({ kind: "allowed", proof: "not-found" });
const problem = (status: number) =>
  new ProblemError({ type: "/problems/any", title: "Refused", status, detail: "No." });

/** Plays the answers in turn, the last one for ever; each probe takes 200 ms of a clock that only waiting moves. */
async function played(answers: (Cell | Error)[], stopAfterProbes = Number.POSITIVE_INFINITY) {
  let nowMs = 1_000_000;
  let probes = 0;
  const stop = new AbortController();
  const told: Watch[] = [];
  await watchUntilGreen(
    {
      now: () => nowMs,
      wait: async (ms) => {
        nowMs += ms;
        if (probes >= stopAfterProbes) stop.abort();
      },
      probe: async () => {
        nowMs += 200;
        const answer = answers[Math.min(probes, answers.length - 1)] ?? closed;
        probes += 1;
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    { place: closed, signal: stop.signal, onChange: (watch) => told.push(watch) },
  );
  const last = told.at(-1);
  if (!last) throw new Error("nothing was told");
  return { told, last, tookMs: (last.endedAtMs ?? 0) - last.startedAtMs };
}

test("a watch probes every five seconds and ends when the cell is open", async () => {
  const { told, last, tookMs } = await played([closed, closed, open]);
  expect(last).toMatchObject({ state: "open", probes: 3, verdict: { status: "allowed" } });
  expect(tookMs).toBe(10_200);
  expect(told.map(({ state }) => state)).toEqual(["watching", "watching", "watching", "watching", "open"]);
});

test("a backend that restarts or asks for patience does not end a watch", async () => {
  const away = [new BackendAwayError("restarting"), problem(429), problem(503), open];
  const { told, last } = await played(away);
  expect(told.some((watch) => watch.away)).toBe(true);
  expect(last).toMatchObject({ state: "open", away: false, probes: 4 });
});

test("a refusal ends it and is kept", async () => {
  const { last } = await played([problem(403)]);
  expect(last).toMatchObject({ state: "failed", error: expect.any(ProblemError) });
});

test("it ends when it is stopped", async () => {
  const { last } = await played([closed], 2);
  expect(last).toMatchObject({ state: "stopped", probes: 2, verdict: { words: "Denied by role" } });
});

test("it gives up after thirty minutes", async () => {
  const { last, tookMs } = await played([closed]);
  expect(last.state).toBe("gave-up");
  expect(tookMs).toBeGreaterThanOrEqual(30 * 60_000);
  expect(tookMs).toBeLessThan(30 * 60_000 + 6000);
});
