import type { IdentityId } from "@latchkey/shared/identity";
import type { CodeAnswer } from "@latchkey/shared/which-identity";
import { describe, expect, test } from "vitest";
import { readConnectionString } from "../azure/connection-string/read-connection-string.ts";
import type { CodeFacts } from "./code-facts.ts";
import { whichIdentity } from "./which-identity.ts";

const orders = "3f0f1f6e-6a53-4a0e-9d55-0a8a6f1f0b11" as IdentityId;
const ordersResource =
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders";
const system = { id: "system" as IdentityId, name: "app" };
const user = { id: orders, name: "id-orders", resourceId: ordersResource };
const endpoint = { IDENTITY_ENDPOINT: "set", IDENTITY_HEADER: "set", MSI_ENDPOINT: "set", MSI_SECRET: "set" };
const tenant = "72f988bf-0000-4000-8000-000000000001";

const facts = (env: Record<string, string>, more: Partial<CodeFacts> = {}): CodeFacts => ({
  env: { ...endpoint, ...env },
  identities: [system, user],
  complete: true,
  absent: [],
  legacy: null,
  referenceIdentity: null,
  ...more,
});

function answers(given: CodeFacts): Record<string, string> {
  return Object.fromEntries(whichIdentity(given).map(({ id, answer }) => [id, inWords(answer)]));
}

function inWords(answer: CodeAnswer): string {
  switch (answer.kind) {
    case "identity":
      return answer.name;
    case "other-credential":
      return answer.credential;
    case "failure":
    case "cannot-tell":
      return answer.kind;
    default:
      return answer satisfies never;
  }
}

const dac = ["js", "dotnet", "python", "java", "go"].map((suffix) => `default-azure-credential-${suffix}`);
const mic = ["js", "dotnet", "python", "java", "go"].map((suffix) => `managed-identity-credential-${suffix}`);
const same = (answer: string) => Array(5).fill(answer);

describe("DefaultAzureCredential in JavaScript, .NET, Python, Java and Go", () => {
  test.each<[string, CodeFacts, string[]]>([
    ["nothing set", facts({}), same("app")],
    ["AZURE_CLIENT_ID", facts({ AZURE_CLIENT_ID: orders }), same("id-orders")],
    ["upper case", facts({ AZURE_CLIENT_ID: orders.toUpperCase() }), same("id-orders")],
    ["empty", facts({ AZURE_CLIENT_ID: "" }), ["app", "app", "app", "cannot-tell", "failure"]],
    ["no system-assigned identity", facts({}, { identities: [user] }), same("failure")],
    ["not assigned", facts({ AZURE_CLIENT_ID: tenant }), same("failure")],
    ["ARM unreadable", facts({ AZURE_CLIENT_ID: tenant }, { complete: false }), same("cannot-tell")],
    [
      "ARM unreadable, the endpoint said no",
      facts({ AZURE_CLIENT_ID: tenant }, { complete: false, absent: [tenant as IdentityId] }),
      same("failure"),
    ],
    [
      "a client secret",
      facts({ AZURE_CLIENT_ID: orders, AZURE_TENANT_ID: tenant, AZURE_CLIENT_SECRET: "set" }),
      same("EnvironmentCredential"),
    ],
    [
      "user name and password without tenant",
      facts({ AZURE_CLIENT_ID: orders, AZURE_USERNAME: "set", AZURE_PASSWORD: "set" }),
      ["id-orders", "id-orders", "EnvironmentCredential", "EnvironmentCredential", "id-orders"],
    ],
    [
      "workload identity without authority",
      facts({ AZURE_CLIENT_ID: orders, AZURE_TENANT_ID: tenant, AZURE_FEDERATED_TOKEN_FILE: "/f" }),
      [
        "WorkloadIdentityCredential",
        "WorkloadIdentityCredential",
        "id-orders",
        "WorkloadIdentityCredential",
        "WorkloadIdentityCredential",
      ],
    ],
    ["dev", facts({ AZURE_TOKEN_CREDENTIALS: "dev" }), same("failure")],
    [
      "prod in another case",
      facts({ AZURE_TOKEN_CREDENTIALS: "Prod" }),
      ["app", "app", "app", "app", "failure"],
    ],
    ["empty selection", facts({ AZURE_TOKEN_CREDENTIALS: "" }), ["app", "app", "app", "app", "failure"]],
    [
      "a credential that not every library has",
      facts({ AZURE_TOKEN_CREDENTIALS: "AzurePowerShellCredential" }),
      same("failure"),
    ],
    [
      "managed identity only, beside a secret",
      facts({
        AZURE_TOKEN_CREDENTIALS: "managedidentitycredential",
        AZURE_CLIENT_ID: orders,
        AZURE_TENANT_ID: tenant,
        AZURE_CLIENT_SECRET: "set",
      }),
      same("id-orders"),
    ],
    ["no endpoint", facts({ IDENTITY_ENDPOINT: "", MSI_ENDPOINT: "" }), same("failure")],
    ["only MSI_ENDPOINT", facts({ IDENTITY_ENDPOINT: "", IDENTITY_HEADER: "" }), same("cannot-tell")],
  ])("%s", (_title, given, expected) => {
    const found = answers(given);
    expect(dac.map((id) => found[id])).toEqual(expected);
  });
});

test("ManagedIdentityCredential with nothing given does not read AZURE_CLIENT_ID in any language", () => {
  const found = answers(facts({ AZURE_CLIENT_ID: orders }));
  expect(mic.map((id) => found[id])).toEqual(same("app"));
});

test("ManagedIdentityCredential turns to workload identity in JavaScript with a client ID, in Java without one too", () => {
  const workload = { AZURE_TENANT_ID: tenant, AZURE_FEDERATED_TOKEN_FILE: "/f" };
  const without = answers(facts(workload));
  expect(mic.map((id) => without[id])).toEqual(["app", "app", "app", "WorkloadIdentityCredential", "app"]);
  const withId = answers(facts({ ...workload, AZURE_CLIENT_ID: orders }));
  expect(withId["managed-identity-credential-js"]).toBe("WorkloadIdentityCredential");
});

test.each([
  [null, "app"],
  ["RunAs=App", "app"],
  [`RunAs=App;AppId=${orders}`, "id-orders"],
  [`RunAs=App;AppId=${tenant}`, "failure"],
  [`RunAs=App;AppId=${orders};TenantId=${tenant};AppKey=top-secret`, "client-secret"],
  ["RunAs=Developer;DeveloperTool=AzureCLI", "developer"],
  ["RunAs=", "failure"],
])("the retired library with %j gets %s, and today's libraries do not care", (text, expected) => {
  const given = facts({}, { legacy: text === null ? null : readConnectionString(text) });
  const found = answers(given);
  expect(found["app-authentication"]).toBe(expected);
  expect(dac.map((id) => found[id])).toEqual(same("app"));
  expect(JSON.stringify(whichIdentity(given))).not.toContain("top-secret");
});

test.each<[string | null | undefined, Partial<CodeFacts>, string]>([
  [null, {}, "app"],
  ["SystemAssigned", {}, "app"],
  [ordersResource.toUpperCase(), {}, "id-orders"],
  [ordersResource, { identities: [system] }, "failure"],
  [null, { identities: [user] }, "failure"],
  [undefined, {}, "cannot-tell"],
])("Key Vault references with keyVaultReferenceIdentity %s get %s", (referenceIdentity, more, expected) => {
  const found = answers(facts({ AZURE_CLIENT_ID: orders }, { referenceIdentity, ...more }));
  expect(found["key-vault-references"]).toBe(expected);
});

test("the protocol of 2017 asks for the system-assigned identity, and fails without its settings", () => {
  expect(answers(facts({ AZURE_CLIENT_ID: orders }))["protocol-2017"]).toBe("app");
  expect(answers(facts({ MSI_SECRET: "" }))["protocol-2017"]).toBe("failure");
});

test("every row says by which setting, why, and where the rule is from", () => {
  for (const row of whichIdentity(facts({ AZURE_CLIENT_ID: orders }))) {
    expect(row.decidedBy.setting).not.toBe("");
    expect(row.because).toMatch(/\.$/);
    expect(row.source).not.toBe("");
  }
});
