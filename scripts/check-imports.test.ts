import { expect, test } from "vitest";
import { judgeImports } from "./check-imports.ts";
import type { ImportRules } from "./import-rules.ts";

const rules: ImportRules = {
  packages: {
    shared: [],
    diagnosis: ["shared"],
    bff: ["shared", "diagnosis"],
    web: ["shared"],
    emulator: [],
  },
  typeOnly: { web: ["bff"] },
  testOnly: { bff: ["emulator"] },
  externalOnlyIn: { "@azure/*": ["apps/bff/src/azure/"] },
  runsInThePage: ["packages/shared/src"],
  ranks: {
    "apps/bff/src": [["clock"], ["azure", "http"], ["probes"], ["app"]],
    "apps/web/src": [["lib"], ["features/*"], ["app"]],
  },
  testRooms: { "apps/bff/src": ["app"] },
  exceptions: [],
};

const judged = (files: Record<string, string>, changes: Partial<ImportRules> = {}) =>
  judgeImports(new Map(Object.entries(files)), { ...rules, ...changes });

test("imports of lower ranks, and within one room, are no fault", () => {
  const { counts, faults } = judged({
    "apps/bff/src/app.ts": 'import { probe } from "./probes/probe.ts";',
    "apps/bff/src/probes/probe.ts": 'import "./routes.ts"; import { now } from "../clock.ts";',
    "apps/bff/src/probes/routes.ts": "export {};",
    "apps/bff/src/clock.ts": "export const now = 1;",
  });
  expect(faults).toEqual([]);
  expect(counts).toEqual({ files: 4, imports: 3, backUp: 0, circles: 0, exceptions: 0 });
});

test("an import upward is told with both ranks and where to put it instead", () => {
  const { counts, faults } = judged({
    "apps/bff/src/http/lookup.ts": 'import { probe } from "../probes/probe.ts";',
  });
  expect(counts.backUp).toBe(1);
  expect(faults).toEqual([
    "apps/bff/src/http/lookup.ts imports apps/bff/src/probes/probe.ts: http has rank 2 and probes rank 3, and imports lead to lower ranks only. Move the importing file to a room of rank 4 or higher, or what it needs of probes to a room below rank 2.",
  ]);
});

test.each([
  ["a type", 'import type { Probe } from "../probes/probe.ts";'],
  ["a type among values", 'import { type Probe } from "../probes/probe.ts";'],
  ["a type inside a type", 'export type Probe = import("../probes/probe.ts").Probe;'],
  ["a re-export", 'export { probe } from "../probes/probe.ts";'],
  ["a re-export of all", 'export * from "../probes/probe.ts";'],
  ["a dynamic import", 'export const probe = () => import("../probes/probe.ts");'],
  ["an import by the package's own name", 'import { probe } from "@latchkey/bff/probes/probe";'],
])("%s upward counts too", (_, source) => {
  expect(judged({ "apps/bff/src/http/lookup.ts": source }).counts.backUp).toBe(1);
});

test("rooms of one rank do not import each other", () => {
  const { faults } = judged({ "apps/bff/src/http/log.ts": 'import "../azure/arm.ts";' });
  expect(faults).toEqual([
    "apps/bff/src/http/log.ts imports apps/bff/src/azure/arm.ts: http and azure both have rank 2, and rooms of one rank do not import each other. Compose the two in a room of rank 3 or higher, or move what both need to a room below rank 2.",
  ]);
});

test("each folder of features is a room: one does not import another, and app imports them all", () => {
  const { faults } = judged({
    "apps/web/src/features/report/matrix.tsx":
      'import "../report/rows.ts"; import "../secrets/list.tsx"; import "../../lib/api.ts";',
    "apps/web/src/app/page.tsx":
      'import "../features/report/matrix.tsx"; import "../features/secrets/list.tsx";',
  });
  expect(faults).toEqual([expect.stringContaining("features/report and features/secrets both have rank 2")]);
});

test("a room without a rank is told by name", () => {
  const { faults } = judged({ "apps/bff/src/misc/a.ts": 'import "../clock.ts";' });
  expect(faults).toEqual([
    "apps/bff/src/misc/a.ts: misc has no rank in apps/bff/src; give it one in scripts/import-edges.json.",
  ]);
});

test("a star gives every room that is not named the same rank, and each stays a room of its own", () => {
  const ranks = { "apps/bff/src": [["clock"], ["*"], ["app"]] };
  const faultsOf = (file: string, source: string) => judged({ [file]: source }, { ranks }).faults;
  expect(faultsOf("apps/bff/src/vaults/routes.ts", 'import "../clock.ts"; import "./list.ts";')).toEqual([]);
  expect(faultsOf("apps/bff/src/app.ts", 'import "./vaults/routes.ts";')).toEqual([]);
  expect(faultsOf("apps/bff/src/vaults/routes.ts", 'import "../probes/probe.ts";')).toEqual([
    expect.stringContaining("vaults and probes both have rank 2"),
  ]);
  expect(faultsOf("apps/bff/src/vaults/routes.ts", 'import "../app.ts";')).toHaveLength(1);
  expect(faultsOf("apps/bff/src/clock.ts", 'import "./vaults/routes.ts";')).toHaveLength(1);
});

test("a test may import the test rooms, and in the base everything; its neighbours may not", () => {
  const importsApp = 'import { createApp } from "../app.ts";';
  expect(judged({ "apps/bff/src/http/log.test.ts": importsApp }).faults).toEqual([]);
  expect(judged({ "apps/bff/src/http/fixtures/served.ts": 'import "../../app.ts";' }).faults).toEqual([]);
  expect(judged({ "apps/bff/src/app.test.ts": 'import "./probes/probe.ts";' }).faults).toEqual([]);
  expect(judged({ "apps/bff/src/http/log.ts": importsApp }).faults).toHaveLength(1);
  expect(judged({ "apps/bff/src/http/log.test.ts": 'import "../probes/probe.ts";' }).faults).toHaveLength(1);
});

test("a circle of three files is told as one way round", () => {
  const { counts, faults } = judged({
    "apps/bff/src/http/a.ts": 'import "./b.ts";',
    "apps/bff/src/http/b.ts": 'import "./c.ts";',
    "apps/bff/src/http/c.ts": 'import "./a.ts";',
    "apps/bff/src/http/d.ts": 'import "./a.ts";',
  });
  expect(counts.circles).toBe(1);
  expect(faults).toEqual([
    "a circle: apps/bff/src/http/a.ts → apps/bff/src/http/b.ts → apps/bff/src/http/c.ts → apps/bff/src/http/a.ts",
  ]);
});

test("a circle of types alone is a circle, and so is one outside all ranks", () => {
  const { faults } = judged({
    "packages/diagnosis/src/predict.ts": 'import type { Network } from "./network.ts";',
    "packages/diagnosis/src/network.ts": 'import type { Facts } from "./predict.ts";',
  });
  expect(faults).toEqual([
    expect.stringMatching(/^a circle: .*network\.ts → .*predict\.ts → .*network\.ts$/),
  ]);
});

test("two circles are two, each with its own files", () => {
  const { faults } = judged({
    "apps/bff/src/http/a.ts": 'import "./b.ts";',
    "apps/bff/src/http/b.ts": 'import "./a.ts"; import "./c.ts";',
    "apps/bff/src/http/c.ts": 'import "./d.ts";',
    "apps/bff/src/http/d.ts": 'import "./c.ts";',
  });
  expect(faults).toHaveLength(2);
});

test.each(["node:crypto", "crypto", "node:fs/promises"])(
  "what runs in the page may not import %s",
  (name) => {
    const source = `import { x } from "${name}";`;
    expect(judged({ "packages/shared/src/fact.ts": source }).faults).toEqual([
      `packages/shared/src/fact.ts imports ${name}: this runs in the page, where Node is not. Have the caller hand in what it needs, or move it to apps/bff.`,
    ]);
    expect(judged({ "packages/shared/src/fact.test.ts": source }).faults).toEqual([]);
    expect(judged({ "apps/bff/src/clock.ts": source }).faults).toEqual([]);
  },
);

test("a package imports only those that it may, one in types and one in tests alone", () => {
  const faultsOf = (file: string, source: string) => judged({ [file]: source }).faults;
  expect(faultsOf("packages/shared/src/a.ts", 'import "@latchkey/diagnosis/facts";')).toHaveLength(1);
  expect(faultsOf("packages/shared/src/a.ts", 'import "../../diagnosis/src/facts.ts";')).toHaveLength(1);
  expect(faultsOf("apps/web/src/lib/api.ts", 'import type { App } from "@latchkey/bff/app";')).toEqual([]);
  expect(faultsOf("apps/web/src/lib/api.ts", 'import { app } from "@latchkey/bff/app";')).toHaveLength(1);
  expect(faultsOf("apps/bff/src/app.test.ts", 'import "@latchkey/emulator/start";')).toEqual([]);
  expect(faultsOf("apps/bff/src/app.ts", 'import "@latchkey/emulator/start";')).toHaveLength(1);
});

test("a package of others is imported where it belongs", () => {
  const source = 'import { SecretClient } from "@azure/keyvault-secrets";';
  expect(judged({ "apps/bff/src/azure/key-vault.ts": source }).faults).toEqual([]);
  expect(judged({ "apps/bff/src/probes/probe.ts": source }).faults).toEqual([
    "apps/bff/src/probes/probe.ts: @azure/keyvault-secrets belongs in apps/bff/src/azure/.",
  ]);
});

test("a named exception is counted instead of told, and told once its import is gone", () => {
  const exceptions = [
    { file: "apps/bff/src/http/a.ts", imports: "apps/bff/src/http/b.ts", until: "b is split" },
    { file: "apps/bff/src/http/b.ts", imports: "apps/bff/src/probes/probe.ts", until: "b is split" },
  ];
  const files = {
    "apps/bff/src/http/a.ts": 'import "./b.ts";',
    "apps/bff/src/http/b.ts": 'import "./a.ts"; import "../probes/probe.ts";',
  };
  const { counts, faults } = judged(files, { exceptions });
  expect(faults).toEqual([]);
  expect(counts).toMatchObject({ backUp: 0, circles: 0, exceptions: 2 });
  expect(judged({ ...files, "apps/bff/src/http/b.ts": 'import "./a.ts";' }, { exceptions }).faults).toEqual([
    "apps/bff/src/http/b.ts no longer imports apps/bff/src/probes/probe.ts: take the exception out of scripts/import-edges.json.",
  ]);
});
