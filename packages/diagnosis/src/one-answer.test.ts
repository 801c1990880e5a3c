import { expect, test } from "vitest";
import { isAdmitted, isPrivateAddress } from "./azure/addresses.ts";
import { clouds } from "./azure/clouds.ts";
import { readConnectionString } from "./azure/connection-string/read-connection-string.ts";
import { looksLikeReference, parseReference } from "./azure/reference.ts";
import { type HeldRole, roleGives } from "./azure/roles.ts";
import { reaches } from "./azure/scopes.ts";
import { diagnose } from "./diagnose.ts";
import { predict } from "./predict/predict.ts";
import { openNetwork, type PredictionFacts } from "./predict/prediction.ts";
import { readSigns } from "./signs/read-signs.ts";

/** Questions about Azure that were once answered in two places, and differently: the one right answer of each. */
const principalId = "9f8e7d6c-5555-4666-8777-888899990000";
const network = openNetwork;
const granted: PredictionFacts = {
  principalId,
  permissionModel: "access-policy",
  policies: [{ objectId: principalId, secrets: ["get", "list"] }],
  network,
};

test("100.64.0.5, App Service's own address space, is private to the prediction and to the view of DNS", () => {
  expect(isPrivateAddress("100.64.0.5")).toBe(true);
  const closed = { ...network, publicNetworkAccess: "Disabled" as const, privateEndpoints: 1 };
  expect(predict({ ...granted, network: closed, address: "100.64.0.5" }).get).toBe("allowed");
});

test.each([
  ["203.0.113.0/", "8.8.8.8", false],
  ["2001:db8::/32", "2001:db8::5", true],
  ["1.2.3.4/40", "1.2.3.4", false],
])("the firewall rule %s admits %s: %s, to the facts and to the prediction", (rule, address, admits) => {
  expect(isAdmitted(address, [rule])).toBe(admits);
  const firewall = { ...network, defaultAction: "Deny" as const, ipRules: [rule] };
  expect(predict({ ...granted, network: firewall, address }).get).toBe(admits ? "allowed" : "denied");
});

const vault = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
const roleOnVault = (role: HeldRole): PredictionFacts => ({
  principalId,
  permissionModel: "rbac",
  assignments: [{ principalId, scope: vault, ...role }],
  vaultResourceId: vault,
  network,
});
const custom = {
  roleId: "99999999-9999-4999-8999-999999999999",
  roleName: "Reader of orders",
  dataActions: ["Microsoft.KeyVault/vaults/secrets/getSecret/action"],
};

test.each<[string, HeldRole]>([
  ["Key Vault Certificate User", { roleId: "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba" }],
  ["a custom role", custom],
])(
  "%s reads secret values, so a fresh assignment of it is not in force yet, and not the wrong role",
  (_, role) => {
    expect(predict(roleOnVault(role)).get).toBe("allowed");
    const refused = diagnose({
      operation: "get",
      httpStatus: 403,
      innerCode: "ForbiddenByRbac",
      permissionModel: "rbac",
      caller: { principalId },
      grants: [{ kind: "role", principalId, ageSeconds: 120, ...role }],
    });
    expect(refused.causes[0]?.id).toBe("change-not-yet-effective");
    expect(refused.causes.map(({ id }) => id)).not.toContain("role-without-secret-read");
  },
);

test("what a role gives that is neither built in nor read cannot be told, and no cause asserts it", () => {
  const unread = { roleId: custom.roleId, roleName: custom.roleName };
  expect(predict(roleOnVault(unread)).get).toBe("unknown");
  const refused = diagnose({
    operation: "get",
    httpStatus: 403,
    innerCode: "ForbiddenByRbac",
    callerRoles: [custom.roleName],
  });
  expect(refused.causes[0]?.id).not.toBe("role-without-secret-read");
});

test("a scope of rg does not reach a vault of rg2", () => {
  const other = vault.replace("/rg/", "/rg2/");
  expect([
    reaches("/subscriptions/s/resourceGroups/rg", vault),
    reaches("/subscriptions/s/resourceGroups/rg", other),
  ]).toEqual([true, false]);
  expect(reaches("/", vault) && reaches(`${vault}/secrets/a`, vault)).toBe(true);
});

const signsOf = (env: Record<string, string>) => [...readSigns({ env }).keys()];

test.each([
  ["RunAs=Apps", "malformed", true],
  ["RunAs=Developer; DeveloperTool=AzureCLI", "valid", false],
  ["RunAs=App;Foo=1", "valid", true],
  ["RunAs=App;AppId={id}", "valid", true],
  ["RunAs=App;AppId=1f4c9a55-3ad2-4a4e-8f4f-0c1f4f0c2a11", "valid", false],
])(
  "the connection string %s is %s by the library's grammar, and worth a doubt: %s",
  (text, state, doubtful) => {
    expect(readConnectionString(text).state).toBe(state);
    const signs = signsOf({ AzureServicesAuthConnectionString: text });
    expect(signs.includes("connection-string-suspicious")).toBe(doubtful);
  },
);

const secretUri = "SecretUri=https://kv-orders.vault.azure.net/secrets/db";
test.each([
  ["SecretUri=https://evil.example/secrets/db", true],
  ["VaultName=a_b;SecretName=db", true],
  ["VaultName=kv-orders;VaultName=kv-orders;SecretName=db", true],
  [`${secretUri};SecretName=db`, true],
  ["VaultName=kv-orders;SecretName=a b", true],
  [secretUri, false],
  ["SecretUri=https://kv-orders.vault.azure.net:443/secrets/db", false],
  ["SecretUri=https://kv-orders.vault.azure.cn/secrets/db", false],
])("the reference %s is malformed: %s, in a setting as on the page References", (inside, malformed) => {
  const text = `@Microsoft.KeyVault(${inside})`;
  const cloud = text.includes("azure.cn") ? "AzureChinaCloud" : "AzureCloud";
  const suffix = clouds[cloud].vaultSuffix;
  expect(parseReference(text, suffix).syntax.kind === "malformed").toBe(malformed);
  expect(signsOf({ AZURE_CLOUD: cloud, DB: text })).toContain(
    malformed ? "reference-truncated" : "reference-literal",
  );
});

test("a reference of another cloud, or in quotation marks, is malformed in a setting as on the page References", () => {
  const foreign = "@Microsoft.KeyVault(SecretUri=https://kv-orders.vault.usgovcloudapi.net/secrets/db)";
  for (const text of [foreign, `"@Microsoft.KeyVault(${secretUri})"`]) {
    expect(looksLikeReference(text)).toBe(true);
    expect(parseReference(text, clouds.AzureCloud.vaultSuffix).syntax.kind).toBe("malformed");
    expect(signsOf({ DB: text })).toContain("reference-truncated");
  }
});

test("an assignment of a management group that ARM lists reaches the vaults below", () => {
  const scope = "/providers/Microsoft.Management/managementGroups/corp";
  expect(predict(roleOnVault({ roleId: "4633458b-17de-408a-b874-0445c86b69e6" })).get).toBe("allowed");
  expect([scope, `${scope}/`].map((one) => reaches(one, vault))).toEqual([true, true]);
});

const onlyGet = { ...custom, dataActions: ["Microsoft.KeyVault/vaults/secrets/getSecret/action"] };
const onlyList = { ...custom, dataActions: ["Microsoft.KeyVault/vaults/secrets/readMetadata/action"] };
test.each([
  ["list", onlyGet, "denied", "role-without-secret-read"],
  ["list", onlyList, "allowed", "change-not-yet-effective"],
  ["get", onlyList, "denied", "role-without-secret-read"],
] as const)(
  "%s refused with %o: predicted %s, and the first cause is %s",
  (operation, role, predicted, cause) => {
    expect(predict(roleOnVault(role))[operation]).toBe(predicted);
    const refused = diagnose({
      operation,
      httpStatus: 403,
      innerCode: "ForbiddenByRbac",
      permissionModel: "rbac",
      caller: { principalId },
      grants: [{ kind: "role", principalId, ageSeconds: 120, ...role }],
    });
    const others = ["role-without-secret-read", "change-not-yet-effective"].filter((id) => id !== cause);
    const places: string[] = refused.causes.map(({ id }) => id);
    expect(places).toContain(cause);
    for (const other of others)
      if (places.includes(other)) expect(places.indexOf(cause)).toBeLessThan(places.indexOf(other));
  },
);

test("a role on one secret, or under a condition, is known to neither the prediction nor the causes", () => {
  const partly = { roleId: "4633458b-17de-408a-b874-0445c86b69e6", partly: true };
  expect(roleGives(partly, "get")).toBeUndefined();
  expect(roleGives({ ...partly, partly: false }, "get")).toBe(true);
});

const entry = (secrets: string[], applicationId?: string) => ({
  objectId: principalId,
  secrets,
  applicationId,
});
test.each([
  ["two entries that give it together", [entry(["list"]), entry(["get"])], "allowed"],
  [
    "a plain one beside one that names an application",
    [entry(["get"], "some-app"), entry(["get", "list"])],
    "allowed",
  ],
  ["one whose application is empty", [entry(["get"], "")], "allowed"],
  ["one that names an application", [entry(["get"], "some-app")], "denied"],
])("%s: the prediction and the causes look at the same entries", (_, policies, get) => {
  expect(predict({ ...granted, policies }).get).toBe(get);
  const { causes } = diagnose({
    operation: "get",
    httpStatus: 403,
    innerCode: "AccessDenied",
    permissionModel: "access-policy",
    caller: { principalId },
    grants: policies.map((one) => ({ kind: "access-policy", ...one })),
  });
  const missing = ["access-policy-missing", "access-policy-compound-identity"];
  expect(missing.includes(causes[0]?.id ?? "")).toBe(get === "denied");
});
