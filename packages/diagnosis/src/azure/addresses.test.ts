import { describe, expect, test } from "vitest";
import { isAdmitted, isPrivateAddress, isPublicAddress } from "./addresses.ts";

describe("a rule admits an address", () => {
  test.each([
    ["20.50.2.17", ["20.50.2.17"], true],
    ["20.50.2.17", ["20.50.2.0/24"], true],
    ["20.50.3.17", ["20.50.2.0/24"], false],
    ["20.50.2.17", ["20.50.2.17/32", "nonsense"], true],
    ["20.50.2.17", ["20.50.2.0/99", "x/24", ""], false],
    ["20.50.2.17", ["0.0.0.0/0"], true],
    ["2603:1020::5", ["2603:1020::/32"], true],
    ["2603:1020::5", ["20.50.2.0/24"], false],
    ["::ffff:20.50.2.17", ["20.50.2.0/24"], true],
    ["not an address", ["0.0.0.0/0"], false],
    ["20.50.2.17", [], false],
  ])("%s against %j is %s", (address, rules, admitted) => {
    expect(isAdmitted(address, rules)).toBe(admitted);
  });

  test.each([
    ["8.8.8.8", "203.0.113.0/", "a range without its width"],
    ["1.2.3.4", "1.2.3.4/40", "a width that IPv4 does not have"],
    ["1.2.3.4", "1.2.3.4/ 8", "a width with a blank"],
    ["0.0.0.10", "10", "an address in one part"],
    ["1.2.3.4", "1.2.3.4/24/24", "two widths"],
  ])("%s is not admitted by %s: %s", (address, rule) => {
    expect(isAdmitted(address, [rule])).toBe(false);
  });
});

test.each([
  ["10.0.0.4", true],
  ["172.31.255.255", true],
  ["172.32.0.1", false],
  ["192.168.1.1", true],
  ["100.64.0.5", true],
  ["100.128.0.1", false],
  ["169.254.129.2", true],
  ["fd00::1", true],
  ["::ffff:10.0.0.4", true],
  ["20.50.2.17", false],
  ["203.0.113.9", false],
])("%s is private: %s, and public otherwise", (address, isPrivate) => {
  expect([isPrivateAddress(address), isPublicAddress(address)]).toEqual([isPrivate, !isPrivate]);
});

test("what is no address is neither private nor public", () => {
  expect(
    ["", "10", "fabrikam.com", "10.0.0.4.5", "0.0.0.0", "255.255.255.255", "224.0.0.1", "::"].flatMap(
      (text) => [isPrivateAddress(text), isPublicAddress(text)],
    ),
  ).not.toContain(true);
});
