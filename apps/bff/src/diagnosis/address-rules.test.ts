import { expect, test } from "vitest";
import { isAdmitted } from "./address-rules.ts";

test.each([
  ["20.50.2.17", ["20.50.2.17"], true],
  ["20.50.2.17", ["20.50.2.0/24"], true],
  ["20.50.3.17", ["20.50.2.0/24"], false],
  ["20.50.2.17", ["20.50.2.17/32", "nonsense"], true],
  ["20.50.2.17", ["20.50.2.0/99", "x/24", ""], false],
  ["20.50.2.17", ["0.0.0.0/0"], true],
  ["2603:1020::5", ["2603:1020::/32"], true],
  ["2603:1020::5", ["20.50.2.0/24"], false],
  ["not an address", ["0.0.0.0/0"], false],
  ["20.50.2.17", [], false],
])("%s against %j is %s", (address, rules, admitted) => {
  expect(isAdmitted(address, rules)).toBe(admitted);
});
