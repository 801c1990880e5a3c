import { type HistoryAnswer, historyAnswerSchema } from "@latchkey/shared/history";
import type { Identity } from "@latchkey/shared/identity";
import { expect, test } from "vitest";
import {
  backgroundWords,
  changesJustBefore,
  changeWords,
  drawnTime,
  historyHeadline,
  segmentVerdict,
  timelinesByIdentity,
} from "./timelines.ts";

const ordersId = "8d1e9c2a-4b6f-4c1d-9e4a-1f2b3c4d5e6f";
const nowMs = Date.parse("2026-11-23T12:00:00.000Z");
const at = (time: string) => `2026-11-23T${time}:00.000Z`;
const identities = [
  { id: "default", name: "As configured", sameAs: ordersId },
  { id: "system", name: "app-orders" },
  { id: ordersId, name: "id-orders" },
] as unknown as Identity[];

const segment = (from: string, to: string, status: string, words: string) => ({
  from: at(from),
  to: at(to),
  status,
  words,
  checks: 3,
});
const open = segment("08:00", "12:00", "allowed", "Allowed");

function answer(changes: Partial<Record<keyof HistoryAnswer, unknown>>): HistoryAnswer {
  return historyAnswerSchema.parse({
    from: at("08:00"),
    to: at("12:00"),
    cells: [
      {
        identityId: ordersId,
        vaultId: "kv-orders",
        redSince: at("11:00"),
        segments: [
          segment("08:00", "11:00", "allowed", "Allowed"),
          segment("11:00", "12:00", "denied", "Denied by role"),
        ],
      },
      { identityId: "system", vaultId: "kv-orders", redSince: null, segments: [open] },
      { identityId: "default", vaultId: "kv-archive", redSince: null, segments: [open] },
    ],
    changes: [],
    background: { state: "waiting", intervalSeconds: 300, nextAt: at("12:02"), because: null },
    ...changes,
  });
}

const change = (time: string, what: string) => ({ at: at(time), what, before: "a", after: null });

test("timelines stand by identity in their order, and their bars in parts of the time shown", () => {
  const rows = timelinesByIdentity(answer({}), identities);
  expect(rows.map(({ name }) => name)).toEqual(["As configured", "app-orders", "id-orders"]);
  expect(rows[2]?.timelines[0]?.bars.map(({ start, width, status }) => [start, width, status])).toEqual([
    [0, 0.75, "allowed"],
    [0.75, 0.25, "denied"],
  ]);
});

test("the drawn time begins with the first check when nothing is known before it", () => {
  expect(drawnTime(answer({ from: at("02:00") }))).toEqual({ from: at("08:00"), to: at("12:00") });
  expect(drawnTime(answer({ from: at("09:00") })).from).toBe(at("09:00"));
  expect(drawnTime(answer({ cells: [] })).from).toBe(at("08:00"));
});

test.each([
  ["Denied by role", "rbac"],
  ["Denied by firewall", "firewall"],
  ["No token", undefined],
])("a period %s is drawn with its own icon", (words, by) => {
  const drawn = segmentVerdict({ from: at("08:00"), to: at("09:00"), status: "denied", words, checks: 1 });
  expect(drawn.by).toBe(by);
});

test("what changed just before is near in time and not about another vault or identity", () => {
  const found = answer({
    changes: [
      change("11:00", "Permission model of kv-orders"),
      change("11:00", "Permission model of kv-archive"),
      change("10:55", "AZURE_CLIENT_ID"),
      change("10:55", "What the grants give system at kv-orders"),
      change("10:55", `What the grants give ${ordersId} at kv-orders`),
      change("10:30", "AZURE_CLIENT_ID"),
      change("11:05", "AZURE_CLIENT_ID"),
    ],
  });
  const [cell] = found.cells;
  if (!cell) throw new Error("no cell");
  expect(changesJustBefore(cell, found, identities).map(({ what }) => what)).toEqual([
    "Permission model of kv-orders",
    "AZURE_CLIENT_ID",
    `What the grants give ${ordersId} at kv-orders`,
  ]);
});

test("a change is told with names in place of ids", () => {
  const told = { at: at("11:00"), what: "AZURE_CLIENT_ID", before: ordersId, after: null };
  expect(changeWords(told, identities)).toBe("AZURE_CLIENT_ID: id-orders → not there");
});

test.each([
  [{}, "id-orders at kv-orders closed 1 h ago"],
  [{ cells: [] }, "No check is recorded in this time"],
  [
    { cells: [{ identityId: "system", vaultId: "kv-orders", redSince: null, segments: [open] }] },
    "Nothing was closed in this time",
  ],
  [
    {
      cells: [
        {
          identityId: "system",
          vaultId: "kv-orders",
          redSince: null,
          segments: [segment("08:00", "09:00", "no-token", "No token"), open],
        },
      ],
    },
    "Everything is open; 1 cell was closed in this time",
  ],
])("%o is answered with: %s", (changes, words) => {
  expect(historyHeadline(answer(changes), identities, nowMs)).toBe(words);
});

test.each([
  ["waiting", "Background checks run every 5 min; the next in 2 min."],
  ["off", "Background checks are off; only reports that somebody opened are recorded."],
  ["running", "A background check is under way; they run every 5 min."],
  ["paused", "Background checks are paused: a vault throttles."],
])("the background state %s is told", (state, words) => {
  const background = { state, intervalSeconds: 300, nextAt: at("12:02"), because: "a vault throttles" };
  expect(backgroundWords(answer({ background }), nowMs)).toBe(words);
});
