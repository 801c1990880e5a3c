import { type CompareAnswer, compareAnswerSchema } from "@latchkey/shared/compare";
import type { Outcome } from "@latchkey/shared/outcome";
import type { SecretStreamLine } from "@latchkey/shared/secret";
import { expect, test } from "vitest";
import { fakeAzure, fakeDeps } from "../testing/fake-deps.ts";
import { signedInApp } from "../testing/signed-in.ts";
import { compareSecrets } from "./compare-secrets.ts";
import { comparisonCsv, comparisonMarkdown } from "./export-comparison.ts";

async function* listOf(names: string[], outcome: Outcome): AsyncGenerator<SecretStreamLine> {
  for (const name of names) yield { kind: "secret", name, enabled: true };
  yield { kind: "end", outcome, next: null, secrets: names.length, pages: 1, tookMs: 1, requestId: null };
}

const listed: Outcome = { kind: "allowed", proof: "listed" };
const denied: Outcome = { kind: "denied", by: "rbac" };
const timeOut: Outcome = { kind: "unreachable", why: "time-out" };

test.each<[string, [string[], Outcome], [string[], Outcome], string[], object]>([
  ["equal lists", [["a", "b"], listed], [["a", "b"], listed], [], { both: 2 }],
  ["letter case", [["Alpha"], listed], [["alpha"], listed], [], { both: 1 }],
  ["one more", [["a", "b"], listed], [["b"], listed], ["left a"], { both: 1, onlyLeft: 1 }],
  ["both more", [["a", "c"], listed], [["b", "c"], listed], ["left a", "right b"], { both: 1 }],
  ["another order", [["c", "b", "a"], listed], [["a", "b", "c"], listed], [], { both: 3 }],
  ["one refused", [[], denied], [["a", "b"], listed], ["right a", "right b"], { onlyRight: 2, both: 0 }],
  ["one broke off", [["a"], timeOut], [["a", "b", "c"], listed], [], { both: 1, undecided: 2, onlyRight: 0 }],
  ["both empty", [[], listed], [[], listed], [], { both: 0 }],
])("%s", async (_title, left, right, only, counts) => {
  const lines = [];
  for await (const line of compareSecrets(listOf(...left), listOf(...right), () => 0)) lines.push(line);
  const names = lines.flatMap((line) => (line.kind === "only" ? [`${line.side} ${line.name}`] : []));
  expect(names.toSorted()).toEqual(only);
  expect(lines.at(-1)).toMatchObject({ kind: "end", ...counts });
});

async function answerWith(name: string): Promise<CompareAnswer> {
  const deps = fakeDeps(undefined, fakeAzure());
  const answer = compareAnswerSchema.parse(await (await signedInApp(deps).request("/api/compare")).json());
  return { ...answer, left: { ...answer.left, name } };
}

test.each(["=HYPERLINK(1)", "+1", "-1", "@cmd", "\t=1", " =1"])(
  "%j is text in a spreadsheet",
  async (name) => {
    const answer = await answerWith(name);
    answer.claims = [{ id: "oid", title: name, left: name, right: null, differs: true }];
    const cells = comparisonCsv(answer)
      .split("\r\n")
      .flatMap((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
    for (const cell of cells) expect(cell.replace(/^"/, "")).not.toMatch(/^\s*[=+\-@]/);
  },
);

test("Markdown shows names as text and keeps one row a line", async () => {
  const answer = await answerWith("<img src=x> | **b**\n# [x](y)");
  const text = comparisonMarkdown(answer);
  expect(text).not.toContain("<img");
  expect(text).toContain("\\*\\*b\\*\\*");
  const widths = text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split(/(?<!\\)\|/).length);
  expect(new Set(widths).size).toBe(1);
});

test.each([
  ["csv", "text/csv; charset=utf-8"],
  ["json", "application/json; charset=utf-8"],
  ["markdown", "text/markdown; charset=utf-8"],
])("the export as %s is a file of its type", async (format, type) => {
  const app = signedInApp(fakeDeps());
  const response = await app.request(`/api/compare/export?format=${format}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe(type);
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="latchkey-compare\./);
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("the export gives the comparison that is on the screen, without probing again", async () => {
  let lists = 0;
  const { vaults, ...rest } = fakeAzure();
  const counted = {
    ...vaults,
    listPage: (...all: Parameters<typeof vaults.listPage>) => {
      lists += 1;
      return vaults.listPage(...all);
    },
  };
  const app = signedInApp(fakeDeps(undefined, { ...rest, vaults: counted }));
  await app.request("/api/compare");
  const after = lists;
  await app.request("/api/compare/export?format=json");
  expect(lists).toBe(after);
});
