import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { worldCatalogue } from "../apps/emulator/src/worlds/catalogue.ts";
import { causes } from "../packages/diagnosis/src/causes/index.ts";
import { signs } from "../packages/diagnosis/src/signs/sign.ts";
import { causeIdSchema } from "../packages/shared/src/diagnosis.ts";
import { causesDocument } from "./causes-document.ts";
import { readImports } from "./import-reader.ts";
import { root } from "./run.ts";

const source = `${root}packages/diagnosis/src/`;
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => ({ file, lines: readFileSync(source + file, "utf8").split("\n") }));
const ownRoom = files.filter(({ file }) => file.startsWith("causes/") && file !== "causes/index.ts");
/** A few signs, and outcomes after them, are named like the cause that they show; such a word is no name of a cause. */
const ids = causeIdSchema.options.filter((id) => id !== "unknown" && !Object.hasOwn(signs, id));

/** Places that name a cause as a literal outside its own file, the index and rows of look-alikes, without a comment beside it. */
function strayNames(file: string, lines: readonly string[]): string[] {
  if (file === "causes/index.ts") return [];
  return lines.flatMap((line, index) => {
    const named = ids.filter((id) => line.includes(`"${id}"`) && file !== `causes/${id}.ts`);
    const isLookAlike = file.startsWith("causes/") && /cause: "/.test(line);
    const hasReason = line.includes("// ") || (lines[index - 1] ?? "").trimStart().startsWith("// ");
    return named.length === 0 || isLookAlike || hasReason
      ? []
      : [`${file}:${index + 1} names ${named.join(", ")}`];
  });
}

test("a cause is named in its own file, in the index and where it looks like another", () => {
  expect(files.flatMap(({ file, lines }) => strayNames(file, lines))).toEqual([]);
});

test("a name elsewhere is found, unless a reason stands beside it", () => {
  const stray = [
    '  first: "vault-unreachable",',
    "",
    "  // since nothing listens",
    '  then: "vault-unreachable",',
  ];
  expect(strayNames("weigh/some.ts", stray)).toEqual(["weigh/some.ts:1 names vault-unreachable"]);
  expect(strayNames("causes/vault-unreachable.ts", stray)).toEqual([]);
});

test("each file of a cause holds what is known of it, and each cause has one", () => {
  const named = ownRoom
    .map(({ file }) => basename(file, ".ts"))
    .filter((name) => name !== "cause" && name !== "condition");
  expect(named.sort()).toEqual([...causeIdSchema.options].sort());
  for (const { file, lines } of ownRoom.filter((one) => named.includes(basename(one.file, ".ts")))) {
    const text = lines.join("\n");
    for (const part of ["  title:", "  meaning:", "  next:", "  rules: ["])
      expect(text, file).toContain(part);
    expect(text, file).not.toMatch(/^export (?:\*|\{)/m);
  }
});

test("no cause looks like itself, and none is listed that the closed list lacks", () => {
  for (const [id, { alike }] of Object.entries(causes))
    expect(alike.map(({ cause }) => cause)).not.toContain(id);
});

test("every cause has a world of its name, or says why it has none", () => {
  const staged = new Set(worldCatalogue.filter(({ about }) => about === "cause").map(({ name }) => name));
  const wanted = Object.entries(causes).filter(([, { unstaged }]) => unstaged === undefined);
  expect([...staged].sort()).toEqual(wanted.map(([id]) => id).sort());
});

test("every staged cause is followed from its world to its first cause, and by its step to green", () => {
  const stories = readFileSync(`${root}apps/bff/src/worlds.slow.test.ts`, "utf8");
  const staged = Object.entries(causes).filter(([, { unstaged }]) => unstaged === undefined);
  // The two causes of a Key Vault reference are no cell of the matrix, and so no row of those stories.
  expect(
    staged.map(([id]) => id).filter((id) => !stories.includes(`"${id}"`) && !stories.includes(`"${id}:`)),
  ).toEqual(["invalid-name-or-reference", "reference-identity-not-selected"]);
});

test("the list in docs/causes.md is the one that the causes give (pnpm docs:causes writes it)", () => {
  expect(readFileSync(`${root}docs/causes.md`, "utf8")).toBe(causesDocument());
});

const tree = new Map(
  ["apps/web/src", "packages/diagnosis/src", "packages/shared/src"].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
      .map((file) => [`${folder}/${file}`, readFileSync(`${root}${folder}/${file}`, "utf8")] as const),
  ),
);
const leadsTo = Map.groupBy(
  readImports(tree).filter(({ typeOnly }) => !typeOnly),
  ({ file }) => file,
);

/** All files that the browser may load from here, those that it loads later among them. */
function loadedFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { target } of leadsTo.get(file) ?? []) if (target) loadedFrom(target, seen);
  return seen;
}

test("of all pages only Explain loads the rules: elsewhere words come with the answers", () => {
  const pages = readdirSync(`${root}apps/web/src/app/pages`).filter((file) => file.endsWith("-page.tsx"));
  const withRules = pages.filter((page) =>
    [...loadedFrom(`apps/web/src/app/pages/${page}`)].some((file) =>
      file.startsWith("packages/diagnosis/src/causes/"),
    ),
  );
  expect(pages.length).toBeGreaterThan(5);
  expect(withRules).toEqual(["explain-page.tsx"]);
});
