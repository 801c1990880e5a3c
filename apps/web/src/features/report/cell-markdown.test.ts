import { fixSchema } from "@latchkey/shared/diagnosis";
import { perVaultOperation } from "@latchkey/shared/operations";
import { type Cell, cellSchema } from "@latchkey/shared/probe";
import { reportSchema } from "@latchkey/shared/report";
import { expect, test } from "vitest";
import { accessMatrix, findCell, type MatrixCell } from "./access-matrix.ts";
import { cellMarkdown } from "./cell-markdown.ts";
import { noReport } from "./report-state.ts";

const at = "2026-11-23T10:00:00.000Z";
const unknown = { state: "unknown", because: "ARM refused" };
const known = (value: string) => ({ state: "known", value, source: "arm" });
const said = "Caller is not authorized.\n```\n<script>alert(1)</script>\n# heading";
const fix = fixSchema.parse({
  summary: "Assign the role.",
  commands: { bash: "az role assignment create --role 'x'", powershell: "az role assignment create" },
  bicep: "resource grant 'x'",
  portal: { label: "Access control [IAM]", url: "https://portal.azure.com/#a>b" },
  changes: "Adds one assignment.",
  undo: "az role assignment delete",
  effectiveAfter: "Within 10 minutes.",
  risk: "It can read every secret.",
  condition: "If ARM shows none.",
});

const cell: Cell = cellSchema.parse({
  identityId: "system",
  vaultId: "kv-orders",
  operations: [
    {
      operation: "token",
      outcome: { kind: "allowed", proof: "token-obtained" },
      tookMs: 12,
      at,
      requestId: null,
    },
    {
      operation: "get",
      outcome: { kind: "denied", by: "rbac", httpStatus: 403, innerCode: "ForbiddenByRbac", said },
      tookMs: 26,
      at,
      requestId: "9cc61539-833c-458e-b653-bff204a637e1",
    },
  ],
  prediction: {
    ...perVaultOperation(() => "allowed"),
    reasons: { ...perVaultOperation(() => []), list: ["A role | on the vault."] },
    differs: ["get"],
  },
  diagnosis: {
    causes: [
      {
        id: "rbac-role-missing",
        title: "No role assignment lets this caller in",
        meaning: "Nothing gives it.",
        next: "Do it.",
        confidence: 0.9,
        basis: "vault-said",
        evidence: [said],
        missing: [{ fact: "callerRoles", provide: "Ask with <id>." }],
        fix,
      },
      {
        id: "change-not-yet-effective",
        title: "Not in force yet",
        meaning: "Wait.",
        next: "Do it.",
        confidence: 0.3,
        basis: "inferred",
        evidence: [],
        missing: [],
      },
    ],
  },
});

function matrixCell(identityName: string): MatrixCell {
  const facts = { tenantId: unknown, resourceId: unknown, assigned: unknown, principalId: unknown };
  const last = reportSchema.parse({
    generatedAt: at,
    tookMs: 30,
    instance: null,
    requests: { identityEndpoint: 1, vaults: 8, arm: 0 },
    identities: [
      {
        id: "system",
        kind: "system-assigned",
        name: identityName,
        clientId: known("5bc808cd-130f-4cb3-a6df-c4860dabd43a"),
        ...facts,
        foundIn: [],
        token: {
          outcome: { kind: "allowed", proof: "token-obtained" },
          next: null,
          checkedAt: at,
          tookMs: 2,
        },
      },
    ],
    vaults: [
      {
        id: "kv-orders",
        name: "kv-orders",
        uri: "https://kv-orders.vault.azure.net/",
        foundIn: [],
        resourceId: unknown,
        location: unknown,
        permissionModel: unknown,
        network: unknown,
        softDelete: unknown,
      },
    ],
    cells: [cell],
  });
  const found = findCell(accessMatrix({ ...noReport, last }), "system", "kv-orders");
  if (!found) throw new Error("no such cell");
  return found;
}

test("the story stands in order, with the ids, the quotes and the commands", () => {
  const text = cellMarkdown(matrixCell("app-orders"), "app-orders");
  const order = [
    "# `app-orders` at `kv-orders`: Denied by role",
    "- Client ID: `5bc808cd-130f-4cb3-a6df-c4860dabd43a`",
    "## What was tried and what happened",
    "- **token**: Allowed, 12 ms, 2026-11-23 10:00:00 UTC.",
    "Request id `9cc61539-833c-458e-b653-bff204a637e1`.",
    "ARM predicts otherwise: list allowed, get allowed.",
    "- A role \\| on the vault.",
    "## Why",
    "**No role assignment lets this caller in** (very likely)",
    "The vault said:",
    "- Ask with \\<id\\>.",
    "## What to run",
    "If ARM shows none.",
    "```bash\naz role assignment create --role 'x'\n```",
    "```bicep",
    "Portal: Access control \\[IAM\\], <https://portal.azure.com/#a%3Eb>",
    "- Undo: az role assignment delete",
    "## What else it could be",
    "- Not in force yet (possible)",
  ];
  const places = order.map((part) => text.indexOf(part));
  expect(places.filter((place) => place < 0)).toEqual([]);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("what the vault said stays inside its fence", () => {
  const text = cellMarkdown(matrixCell("app-orders"), "app-orders");
  expect(text.split("````text\n").length - 1).toBe(2);
  const outside = text.replace(/````text\n[\s\S]*?\n````/g, "");
  expect(outside).not.toContain("<script>");
  expect(outside).not.toContain("# heading");
});

test("a name from ARM cannot become markup", () => {
  const text = cellMarkdown(matrixCell("`x`\n# owned <b>"), "app-orders");
  expect(text.startsWith("# `` `x` # owned <b> `` at `kv-orders`")).toBe(true);
});
