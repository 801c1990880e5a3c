import { expect, test } from "vitest";
import { type PredictionFacts, predict } from "../predict.ts";
import { isAdmitted, isPrivateAddress } from "./addresses.ts";

/** Questions about Azure that were once answered in two places, and differently: the one right answer of each. */
const principalId = "9f8e7d6c-5555-4666-8777-888899990000";
const network = {
  publicNetworkAccess: "Enabled",
  defaultAction: "Allow",
  ipRules: [],
  virtualNetworkRules: 0,
  privateEndpoints: 0,
};
const granted: PredictionFacts = {
  principalId,
  permissionModel: "access-policy",
  policies: [{ objectId: principalId, secrets: ["get", "list"] }],
  network,
};

test("100.64.0.5, App Service's own address space, is private to the prediction and to the view of DNS", () => {
  expect(isPrivateAddress("100.64.0.5")).toBe(true);
  const closed = { ...network, publicNetworkAccess: "Disabled", privateEndpoints: 1 };
  expect(predict({ ...granted, network: closed, address: "100.64.0.5" }).get).toBe("allowed");
});

test.each([
  ["203.0.113.0/", "8.8.8.8", false],
  ["2001:db8::/32", "2001:db8::5", true],
  ["1.2.3.4/40", "1.2.3.4", false],
])("the firewall rule %s admits %s: %s, to the facts and to the prediction", (rule, address, admits) => {
  expect(isAdmitted(address, [rule])).toBe(admits);
  const firewall = { ...network, defaultAction: "Deny", ipRules: [rule] };
  expect(predict({ ...granted, network: firewall, address }).get).toBe(admits ? "allowed" : "denied");
});
