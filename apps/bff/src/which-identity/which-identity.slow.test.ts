import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { CodeFacts } from "@latchkey/diagnosis/which-identity/code-facts";
import { whichIdentity } from "@latchkey/diagnosis/which-identity/which-identity";
import { type Emulator, startEmulator } from "@latchkey/emulator/start";
import type { IdentityId } from "@latchkey/shared/identity";
import type { CodeAnswer } from "@latchkey/shared/which-identity";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseSettings } from "../settings/settings.ts";

const program = fileURLToPath(new URL("../azure/fixtures/ask-for-token.ts", import.meta.url));
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ world: "mixed" });
});
afterAll(() => emulator.close());

type Changes = Record<string, string | undefined>;
type Case = {
  title: string;
  world: "mixed" | "user-assigned-not-selected";
  /** `{name}` stands for the client ID of the user-assigned identity with this name. */
  env: Changes;
  code: "default" | "managed-identity";
  /** `system`, the name of a user-assigned identity, a credential class, or `failure`. */
  expected: string;
};

const tenant = "72f988bf-0000-4000-8000-000000000001";
const nobody = "11111111-1111-4111-8111-111111111111";
const absentFile = "no-such-file.jwt";
const workload = { AZURE_TENANT_ID: tenant, AZURE_FEDERATED_TOKEN_FILE: absentFile };
// Nothing listens there, so a service principal fails at once and nothing leaves this machine.
const application = {
  AZURE_TENANT_ID: tenant,
  AZURE_CLIENT_SECRET: "s",
  AZURE_AUTHORITY_HOST: "https://127.0.0.1:1",
};
const legacy = "RunAs=App;AppId={id-orders}";

const mixed = (title: string, env: Changes, expected: string): Case => ({
  title,
  world: "mixed",
  code: "default",
  env,
  expected,
});
const only = (title: string, env: Changes, expected: string): Case => ({
  title,
  world: "user-assigned-not-selected",
  code: "default",
  env,
  expected,
});
const managed = (one: Case): Case => ({ ...one, code: "managed-identity" });

const cases: Case[] = [
  mixed("nothing set", { AZURE_CLIENT_ID: undefined }, "system"),
  mixed("one selected", { AZURE_CLIENT_ID: "{id-orders}" }, "id-orders"),
  mixed("the other selected", { AZURE_CLIENT_ID: "{id-reporting}" }, "id-reporting"),
  mixed("empty", { AZURE_CLIENT_ID: "" }, "system"),
  mixed("a blank", { AZURE_CLIENT_ID: " " }, "failure"),
  mixed("not assigned", { AZURE_CLIENT_ID: nobody }, "failure"),
  mixed("a name", { AZURE_CLIENT_ID: "id-orders" }, "failure"),
  mixed("upper case", { AZURE_CLIENT_ID: "{ID-ORDERS}" }, "id-orders"),
  mixed("legacy alone", { AZURE_CLIENT_ID: undefined, AzureServicesAuthConnectionString: legacy }, "system"),
  mixed(
    "legacy beside",
    { AZURE_CLIENT_ID: "{id-reporting}", AzureServicesAuthConnectionString: legacy },
    "id-reporting",
  ),
  mixed("prod", { AZURE_TOKEN_CREDENTIALS: " Prod ", AZURE_CLIENT_ID: "{id-orders}" }, "id-orders"),
  mixed(
    "managed identity only",
    { AZURE_TOKEN_CREDENTIALS: "managedidentitycredential", AZURE_CLIENT_ID: "{id-orders}" },
    "id-orders",
  ),
  mixed(
    "managed identity only beside a secret",
    { ...application, AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential" },
    "id-orders",
  ),
  mixed("dev", { AZURE_TOKEN_CREDENTIALS: "dev" }, "failure"),
  mixed("environment only", { AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential" }, "failure"),
  mixed("unknown selection", { AZURE_TOKEN_CREDENTIALS: "msi" }, "failure"),
  mixed("empty selection", { AZURE_TOKEN_CREDENTIALS: "" }, "id-orders"),
  mixed("a client secret", application, "EnvironmentCredential"),
  mixed("a secret without tenant", { AZURE_CLIENT_SECRET: "s" }, "id-orders"),
  mixed("workload identity", workload, "WorkloadIdentityCredential"),
  mixed("workload identity without tenant", { AZURE_FEDERATED_TOKEN_FILE: absentFile }, "id-orders"),
  mixed("workload identity without client", { ...workload, AZURE_CLIENT_ID: undefined }, "system"),
  only("nothing set", {}, "failure"),
  only("selected", { AZURE_CLIENT_ID: "{id-orders}" }, "id-orders"),
  only("legacy alone", { AzureServicesAuthConnectionString: legacy }, "failure"),
  only("empty", { AZURE_CLIENT_ID: "" }, "failure"),
  managed(mixed("nothing set", { AZURE_CLIENT_ID: undefined }, "system")),
  managed(mixed("AZURE_CLIENT_ID is not read", { AZURE_CLIENT_ID: "{id-orders}" }, "system")),
  managed(mixed("workload identity", workload, "WorkloadIdentityCredential")),
  managed(mixed("prod", { AZURE_TOKEN_CREDENTIALS: "prod" }, "system")),
  managed(only("nothing set", {}, "failure")),
  managed(only("AZURE_CLIENT_ID is not read", { AZURE_CLIENT_ID: "{id-orders}" }, "failure")),
];

test.each(cases)("$world, $title ($code): the rule and the real SDK both say $expected", async (one) => {
  if (emulator.world().name !== one.world) await emulator.useWorld(one.world);
  const env = environmentOf(one);
  const rows = whichIdentity(factsOf(env));
  const id = one.code === "default" ? "default-azure-credential-js" : "managed-identity-credential-js";
  const row = rows.find((candidate) => candidate.id === id);
  expect(inWords(row?.answer)).toBe(one.expected);
  const observed = await runProgram(env, one.code);
  switch (row?.answer.kind) {
    case "identity":
      expect(nameOf(observed.clientId)).toBe(one.expected);
      break;
    case "failure":
      expect(observed.errorName).toBe(row.answer.errorName);
      expect(observed.message).toMatch(patternOf(row.answer.text));
      break;
    default:
      // The other credential cannot succeed here; that it was the one that was tried shows in its words.
      expect(observed.message).toMatch(
        one.expected === "EnvironmentCredential"
          ? /^EnvironmentCredential authentication failed/
          : absentFile,
      );
  }
});

type Observed = { clientId?: string; errorName?: string; message?: string };

function runProgram(env: Record<string, string>, code: Case["code"]): Promise<Observed> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, code], { env, timeout: 15_000 }, (error, output) =>
      error ? reject(error) : resolve(JSON.parse(output)),
    );
  });
}

function environmentOf({ env }: Case): Record<string, string> {
  const filled = Object.entries({ ...emulator.appEnvironment(), ...env }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value.replace(/\{(.*)\}/, (_, identity) => clientIdOf(identity))]],
  );
  return Object.fromEntries(filled);
}

/** The client ID of the named identity, in upper case where the name is. */
function clientIdOf(name: string): string {
  const found = emulator.world().userAssignedIdentities.find((one) => one.name === name.toLowerCase());
  return (name === name.toUpperCase() ? found?.clientId.toUpperCase() : found?.clientId) ?? "";
}

function factsOf(env: Record<string, string>): CodeFacts {
  const { sites, userAssignedIdentities } = emulator.world();
  const system = sites[0]?.systemAssigned ? [{ id: "system" as IdentityId, name: "system" }] : [];
  const { codeEnvironment, legacyConnection } = parseSettings(env);
  return {
    env: codeEnvironment,
    identities: [
      ...system,
      ...userAssignedIdentities.map(({ clientId, name }) => ({ id: clientId as IdentityId, name })),
    ],
    complete: true,
    absent: [],
    legacy: legacyConnection,
    referenceIdentity: null,
  };
}

function inWords(answer: CodeAnswer | undefined): string | undefined {
  if (answer?.kind === "identity") return answer.name;
  return answer?.kind === "other-credential" ? answer.credential : answer?.kind;
}

function nameOf(clientId: string | undefined): string | undefined {
  const { sites, userAssignedIdentities } = emulator.world();
  if (sites[0]?.systemAssigned?.clientId === clientId) return "system";
  return userAssignedIdentities.find((one) => one.clientId === clientId)?.name;
}

/** The text with `…` for whatever differs from call to call. */
function patternOf(text: string): RegExp {
  const parts = text.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\s\\S]*")}$`);
}
