import { type IdentitiesAnswer, identitiesAnswerSchema } from "@latchkey/shared/identity";
import { expect, test } from "vitest";
import { explainPaste } from "./explain-paste.ts";
import { explainHeadline } from "./headline.ts";

const at = "2026-11-23T10:00:00.000Z";
const clientId = "8d1e9c2a-4b6f-4c1d-9e4a-1f2b3c4d5e6f";
const principalId = "1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f";
const known = (value: unknown) => ({ state: "known", value, source: "arm" });

function identities(selected: string | null): IdentitiesAnswer {
  return identitiesAnswerSchema.parse({
    checkedAt: at,
    identities: [
      {
        id: clientId,
        kind: "user-assigned",
        name: "id-orders",
        clientId: known(clientId),
        principalId: known(principalId),
        resourceId: { state: "unknown", because: "ARM refused" },
        tenantId: { state: "unknown", because: "ARM refused" },
        assigned: known(true),
        foundIn: [],
        token: {
          outcome: { kind: "allowed", proof: "token-obtained" },
          next: null,
          checkedAt: at,
          tookMs: 2,
        },
      },
    ],
    selectors: [{ setting: "AZURE_CLIENT_ID", value: selected, effect: "Selects the identity." }],
  });
}

const refusal = `Azure.RequestFailedException: Caller is not authorized to perform action on resource.
Caller: appid=${clientId};oid=${principalId};iss=https://sts.windows.net/x/
Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'
Vault: kv-orders;location=westeurope
Status: 403 (Forbidden)
{"error":{"code":"Forbidden","innererror":{"code":"ForbiddenByRbac"}}} https://kv-orders.vault.azure.net/secrets/a`;

test("white space is nothing", () => {
  const explained = explainPaste(" \n\t ", {});
  expect(explained).toEqual({ kind: "nothing" });
  expect(explainHeadline(explained)).toBe("Paste an error or an ID");
});

test("an error gives causes, and what was recognised with whose it is", () => {
  const explained = explainPaste(refusal, { identities: identities(clientId) });
  if (explained.kind !== "text") throw new Error(explained.kind);
  expect(explained.diagnosis.causes[0]?.id).toBe("rbac-role-missing");
  expect(explainHeadline(explained)).toBe(explained.diagnosis.causes[0]?.title);
  expect(explained.recognised).toContainEqual({ label: "HTTP status", value: "403", whose: null });
  expect(explained.recognised).toContainEqual({
    label: "Caller's Object (principal) ID",
    value: principalId,
    whose: "Object (principal) ID of id-orders",
  });
});

test("without anything loaded the ids are recognised, but nobody's", () => {
  const explained = explainPaste(refusal, {});
  if (explained.kind !== "text") throw new Error(explained.kind);
  expect(explained.recognised.every(({ whose }) => whose === null)).toBe(true);
  expect(explained.recognised.map(({ value }) => value)).toContain(clientId);
});

test("an object (principal) ID in AZURE_CLIENT_ID is used where it should not be", () => {
  const explained = explainPaste(` ${principalId}\n`, { identities: identities(principalId) });
  expect(explained).toMatchObject({ kind: "id", id: { kind: "guid" } });
  expect(explainHeadline(explained)).toBe("This ID is used where it should not be");
});

test("an id of nobody says so, and the headline never holds what was pasted", () => {
  const stranger = "00000000-1111-4222-8333-444444444444";
  expect(explainHeadline(explainPaste(stranger, { identities: identities(null) }))).toBe(
    "This ID is not known here",
  );
});
