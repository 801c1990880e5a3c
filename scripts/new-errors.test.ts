import { expect, test } from "vitest";
import { newErrors } from "./new-errors.ts";

const missing = "packages/a/src/x.ts(3,1): error TS2741: Property 'y' is missing\n  Type '{}' is not enough.";
const other = "apps/b/src/z.ts(1,1): error TS2304: Cannot find name 'q'.";

test("an error that several packages see is told once, with its details, and nothing else is lost", () => {
  const told = new Set<string>();
  expect(newErrors(`${missing}\n`, told)).toEqual([missing]);
  expect(newErrors(`${missing}\n${other}\n`, told)).toEqual([other]);
  expect(newErrors(`${missing}\n${other}\n`, told)).toEqual([]);
});

test("the same place with other words is another error", () => {
  const told = new Set<string>();
  newErrors(missing, told);
  expect(newErrors(missing.replace("'{}'", "'{ z: 1 }'"), told)).toHaveLength(1);
});
