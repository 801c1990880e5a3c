import { expect, test } from "vitest";
import { dateOnly, duration, exactTime, relativeTime } from "./format-time.ts";

const nowMs = Date.parse("2026-11-23T10:00:00.000Z");

test.each([
  [0, "just now"],
  [-1400, "just now"],
  [-12_000, "12 s ago"],
  [-59_400, "59 s ago"],
  [-60_000, "1 min ago"],
  [-3_599_000, "59 min ago"],
  [-3_600_000, "1 h ago"],
  [-86_400_000 * 3, "3 d ago"],
  [86_400_000 * 9 + 5000, "in 9 d"],
])("an instant %d ms from now is told as %s", (offsetMs, words) => {
  expect(relativeTime({ atMs: nowMs + offsetMs, nowMs })).toBe(words);
});

test.each([
  [0, "0 ms"],
  [0.4, "<1 ms"],
  [131.6, "132 ms"],
  [9999.4, "9999 ms"],
  [10_000, "10.0 s"],
  [12_440, "12.4 s"],
])("a duration of %d ms is told as %s", (tookMs, words) => {
  expect(duration(tookMs)).toBe(words);
});

test("exact instants are UTC and say so", () => {
  expect(exactTime("2026-11-23T10:00:05.120Z")).toBe("2026-11-23 10:00:05 UTC");
  expect(dateOnly("2026-11-23T10:00:05.120Z")).toBe("2026-11-23");
});
