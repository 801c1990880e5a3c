import type { Operation } from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import type { Cell } from "@latchkey/shared/probe";
import { type Report, reportSchema } from "@latchkey/shared/report";
import { describe, expect, test } from "vitest";
import { accessMatrix, decidingResult, findCell, onlyClosed } from "./access-matrix.ts";
import { headline, nextThing } from "./headline.ts";
import { noReport, type ReportState, withCell, withEarlyEnd, withEvent } from "./report-state.ts";

const at = "2026-11-23T10:00:00.000Z";
const ordersId = "8d1e9c2a-4b6f-4c1d-9e4a-1f2b3c4d5e6f";
const unknown = { state: "unknown", because: "ARM refused" };
const token: Outcome = { kind: "allowed", proof: "token-obtained" };
const listed: Outcome = { kind: "allowed", proof: "listed" };
const mayGet: Outcome = { kind: "allowed", proof: "not-found" };
const untold: Outcome = { kind: "unknown", because: "no token was obtained" };
const rbac: Outcome = { kind: "denied", by: "rbac", httpStatus: 403, innerCode: "ForbiddenByRbac" };
const noToken: Outcome = { kind: "no-token", why: "none-selected", httpStatus: 400 };
const open = { token, list: listed, get: mayGet };
const closed = { token, list: listed, get: rbac };
const tokenless = { token: noToken, list: untold, get: untold };

function identity(id: string, kind: string, name: string) {
  const facts = {
    clientId: unknown,
    principalId: unknown,
    resourceId: unknown,
    tenantId: unknown,
    assigned: unknown,
  };
  const more = kind === "as-configured" ? { sameAs: ordersId } : {};
  return {
    id,
    kind,
    name,
    ...facts,
    ...more,
    foundIn: [],
    token: { outcome: token, next: null, checkedAt: at, tookMs: 2 },
  };
}

function vault(id: string) {
  const facts = {
    resourceId: unknown,
    location: unknown,
    permissionModel: unknown,
    network: unknown,
    softDelete: unknown,
  };
  return { id, name: id, uri: `https://${id}.vault.azure.net/`, foundIn: [], ...facts };
}

function cell(identityId: string, vaultId: string, outcomes: Partial<Record<Operation, Outcome>>) {
  const operations = Object.entries(outcomes).map(([operation, outcome]) => ({
    operation,
    outcome,
    tookMs: 10,
    at,
    requestId: null,
  }));
  return { identityId, vaultId, operations };
}

function reportOf(cells: unknown[], vaults = ["kv-orders", "kv-legacy"]): Report {
  return reportSchema.parse({
    generatedAt: at,
    tookMs: 30,
    instance: null,
    requests: { identityEndpoint: 1, vaults: 8, arm: 0 },
    identities: [
      identity("default", "as-configured", "As configured"),
      identity(ordersId, "user-assigned", "id-orders"),
    ],
    vaults: vaults.map(vault),
    cells,
  });
}

const stateOf = (last: Report): ReportState => ({ ...noReport, last });
const fourCells = [
  cell("default", "kv-orders", open),
  cell("default", "kv-legacy", open),
  cell(ordersId, "kv-orders", closed),
  cell(ordersId, "kv-legacy", open),
];

describe("the matrix", () => {
  test("has a row for each identity and says which one As configured is", () => {
    const matrix = accessMatrix(stateOf(reportOf(fourCells)));
    expect(matrix.rows.map(({ identity: { name }, note }) => [name, note])).toEqual([
      ["As configured", "is id-orders"],
      ["id-orders", null],
    ]);
  });

  test("names each cell with its verdict and its steps", () => {
    const matrix = accessMatrix(stateOf(reportOf(fourCells)));
    expect(findCell(matrix, ordersId, "kv-orders")?.name).toBe(
      "id-orders, kv-orders: Denied by role; token allowed, list allowed, get denied by role",
    );
    expect(findCell(matrix, ordersId, "kv-orders")?.tookMs).toBe(30);
    expect(findCell(matrix, "system", "kv-orders")).toBeUndefined();
  });

  test("shows only what is closed when asked", () => {
    const matrix = onlyClosed(accessMatrix(stateOf(reportOf(fourCells))));
    expect(matrix.rows.map(({ identity: { name } }) => name)).toEqual(["id-orders"]);
    expect(matrix.vaults.map(({ id }) => id)).toEqual(["kv-orders"]);
    expect(matrix.rows[0]?.cells).toHaveLength(1);
  });
});

describe("a check under way", () => {
  const report = reportOf(fourCells);
  const started = withEvent(noReport, {
    kind: "start",
    identities: report.identities,
    vaults: report.vaults,
    cells: 4,
  });
  const oneIn = withEvent(started, { kind: "cell", cell: report.cells[0] as Cell, done: 1, cells: 4 });

  test("fills in cell by cell and the rest is being checked", () => {
    const matrix = accessMatrix(oneIn);
    expect([matrix.checking, matrix.done, matrix.total]).toEqual([true, 1, 4]);
    expect(findCell(matrix, "default", "kv-orders")?.verdict.status).toBe("allowed");
    expect(findCell(matrix, ordersId, "kv-orders")?.verdict.status).toBe("checking");
    expect(headline(matrix)).toBe("Checking 4 cells");
    expect(nextThing(matrix)).toBeNull();
  });

  test("ends with the report", () => {
    expect(withEvent(oneIn, { kind: "report", report })).toEqual({ ...noReport, last: report });
  });

  test("that ends early leaves the last complete report, or what came so far", () => {
    expect(withEarlyEnd({ ...oneIn, last: report }).run).toBeNull();
    const matrix = accessMatrix(withEarlyEnd(oneIn));
    expect(matrix.checking).toBe(false);
    expect(findCell(matrix, ordersId, "kv-orders")?.verdict.words).toBe("Not checked");
    expect(headline(matrix)).toBe("3 of 4 cells could not be told");
  });
});

describe("the headline", () => {
  test.each([
    [fourCells, "1 of 4 cells is closed"],
    [
      fourCells.map((one) => ({ ...one, operations: cell("default", "kv-orders", closed).operations })),
      "4 of 4 cells are closed",
    ],
    [
      fourCells.map((one) => ({ ...one, operations: cell("default", "kv-orders", open).operations })),
      "All 4 cells are open",
    ],
  ])("%#: counts the cells", (cells, words) => {
    expect(headline(accessMatrix(stateOf(reportOf(cells))))).toBe(words);
  });

  test("says so when no vault is configured", () => {
    expect(headline(accessMatrix(stateOf(reportOf([], []))))).toBe("No vault is configured");
  });

  test("is a plain answer for one cell", () => {
    const one = reportOf([cell("default", "kv-orders", closed)], ["kv-orders"]);
    expect(headline(accessMatrix(stateOf({ ...one, identities: one.identities.slice(0, 1) })))).toBe(
      "As configured cannot open kv-orders",
    );
  });
});

describe("the one thing to do next", () => {
  const cause = {
    id: "rbac-role-missing",
    title: "No role assignment lets this caller in",
    meaning: "Nothing gives it.",
    next: "Assign the role.",
    confidence: 0.8,
    basis: "vault-said",
    evidence: [],
    missing: [],
  };

  test("is the first closed cell", () => {
    const explained = fourCells.map((one) => ({ ...one, diagnosis: { causes: [cause] } }));
    const next = nextThing(accessMatrix(stateOf(reportOf(explained))));
    expect(next?.title).toBe("id-orders at kv-orders: Denied by role.");
    expect(next?.text).toMatch(/ Assign the role\.$/);
  });

  test("tells what happened alone while the cell is not explained yet", () => {
    const next = nextThing(accessMatrix(stateOf(reportOf(fourCells))));
    expect(next?.text).toMatch(/test it by name\.$/);
  });

  test("is As configured when it gets no token, whatever else is closed", () => {
    const cells = [
      cell("default", "kv-orders", closed),
      cell("default", "kv-legacy", tokenless),
      cell(ordersId, "kv-orders", closed),
    ];
    expect(nextThing(accessMatrix(stateOf(reportOf(cells))))?.title).toBe("As configured gets no token.");
  });

  test("is nothing when all is open", () => {
    expect(nextThing(accessMatrix(stateOf(reportOf(fourCells.slice(0, 2)))))).toBeNull();
  });
});

test("a newer probe replaces its cell alone", () => {
  const report = reportOf(fourCells);
  const newer = reportOf([cell(ordersId, "kv-orders", open)]).cells[0] as Cell;
  const state = withCell(stateOf(report), newer);
  expect(headline(accessMatrix(state))).toBe("All 4 cells are open");
  expect(state.last?.cells[0]).toBe(report.cells[0]);
});

test("the deciding operation is the one that failed, get before list", () => {
  const operations = (outcomes: Partial<Record<Operation, Outcome>>) =>
    reportOf([cell("default", "kv-orders", outcomes)]).cells.flatMap(
      (one) => decidingResult(one)?.operation ?? [],
    );
  expect(operations(closed)).toEqual(["get"]);
  expect(operations(tokenless)).toEqual(["token"]);
  expect(operations({ token, list: rbac, get: mayGet })).toEqual(["list"]);
  expect(operations({ token, list: { kind: "unreachable", why: "time-out" }, get: untold })).toEqual([
    "list",
  ]);
  expect(operations(open)).toEqual(["get"]);
});
