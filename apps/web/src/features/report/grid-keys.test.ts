import { expect, test } from "vitest";
import { placeAfterKey } from "./grid-keys.ts";

const size = { row: 3, column: 4 };

test.each([
  ["ArrowUp", false, { row: 0, column: 1 }],
  ["ArrowDown", false, { row: 2, column: 1 }],
  ["ArrowLeft", false, { row: 1, column: 0 }],
  ["ArrowRight", false, { row: 1, column: 2 }],
  ["Home", false, { row: 1, column: 0 }],
  ["End", false, { row: 1, column: 3 }],
  ["Home", true, { row: 0, column: 0 }],
  ["End", true, { row: 2, column: 3 }],
  ["Tab", false, null],
])("%s (control: %s) leads to %j", (key, withControl, place) => {
  expect(placeAfterKey({ key, withControl, from: { row: 1, column: 1 }, size })).toEqual(place);
});

test("the edges hold", () => {
  expect(placeAfterKey({ key: "ArrowUp", withControl: false, from: { row: 0, column: 0 }, size })).toEqual({
    row: 0,
    column: 0,
  });
  expect(placeAfterKey({ key: "ArrowRight", withControl: false, from: { row: 2, column: 3 }, size })).toEqual(
    { row: 2, column: 3 },
  );
});
