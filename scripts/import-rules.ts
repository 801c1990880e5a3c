import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { Ranks, TestRooms } from "./import-ranks.ts";
import { type Import, isTest, packageOf } from "./import-reader.ts";

/** What `scripts/import-edges.json` holds. */
export type ImportRules = {
  /** Which packages a package imports; in types only; in tests only. */
  packages: Readonly<Record<string, readonly string[]>>;
  typeOnly: Readonly<Record<string, readonly string[]>>;
  testOnly: Readonly<Record<string, readonly string[]>>;
  /** The only folders and files that may import this, `*` at its end standing for more. */
  externalOnlyIn: Readonly<Record<string, readonly string[]>>;
  /** What also runs in the page, so that nothing of Node may be imported outside its tests. */
  runsInThePage: readonly string[];
  ranks: Ranks;
  testRooms: TestRooms;
  /** Imports that break a rank or close a circle and must go. */
  exceptions: readonly { file: string; imports: string; until: string }[];
};

/** What is wrong with one import, each rule a sentence. Ranks and circles are not among it. */
export function ruleFaults(one: Import, rules: ImportRules): string[] {
  const faults = [packageFault(one, rules), externalFault(one, rules), pageFault(one, rules)];
  return faults.filter((fault) => fault !== undefined);
}

function packageFault({ file, specifier, typeOnly, target }: Import, rules: ImportRules): string | undefined {
  const [from, to] = [packageOf(file), /^@latchkey\/([^/]+)/.exec(specifier)?.[1] ?? packageOf(target)];
  if (!from || !to || from === to) return undefined;
  const allowed =
    rules.packages[from]?.includes(to) ||
    (typeOnly && rules.typeOnly[from]?.includes(to)) ||
    (isTest(file) && rules.testOnly[from]?.includes(to));
  return allowed ? undefined : `${file}: the package ${from} may not import ${to} (${specifier}).`;
}

function externalFault({ file, specifier }: Import, { externalOnlyIn }: ImportRules): string | undefined {
  if (!/\/src\//.test(file)) return undefined;
  for (const [pattern, places] of Object.entries(externalOnlyIn)) {
    const matches = pattern.endsWith("*")
      ? specifier.startsWith(pattern.slice(0, -1))
      : specifier === pattern || specifier.startsWith(`${pattern}/`);
    const here = places.some((place) => posix.matchesGlob(file, place.endsWith("/") ? `${place}**` : place));
    if (matches && !here) return `${file}: ${specifier} belongs in ${places.join(" or ")}.`;
  }
  return undefined;
}

function pageFault({ file, specifier }: Import, { runsInThePage }: ImportRules): string | undefined {
  const inThePage = runsInThePage.some((base) => file.startsWith(`${base}/`));
  if (!inThePage || isTest(file) || !isBuiltin(specifier)) return undefined;
  return `${file} imports ${specifier}: this runs in the page, where Node is not. Have the caller hand in what it needs, or move it to apps/bff.`;
}
