import { posix } from "node:path";
import { type Program, parseSync, Visitor } from "oxc-parser";

/** Source by path from the repository's root. */
export type Tree = ReadonlyMap<string, string>;

/** One import. `target` is the file of ours that it leads to, whether that file is in the tree or not. */
export type Import = { file: string; specifier: string; typeOnly: boolean; target: string | undefined };

/** Where each of our packages lies, by the name that follows `@latchkey/`. */
export const packageFolders: Readonly<Record<string, string>> = {
  shared: "packages/shared",
  diagnosis: "packages/diagnosis",
  bff: "apps/bff",
  web: "apps/web",
  emulator: "apps/emulator",
  e2e: "e2e",
};

/** Every import and re-export of the tree, static and dynamic, in the order of the files. */
export function readImports(tree: Tree): Import[] {
  return [...tree].flatMap(([file, source]) =>
    specifiersOf(file, source).map((one) => ({ file, ...one, target: targetOf(file, one.specifier) })),
  );
}

/** Is the file a test, or a fixture of one? */
export function isTest(file: string): boolean {
  return /\.(test|spec)\.tsx?$|\/fixtures\//.test(file);
}

/** The package that a path lies in; undefined outside them all. */
export function packageOf(path: string | undefined): string | undefined {
  return Object.entries(packageFolders).find(([, folder]) => path?.startsWith(`${folder}/`))?.[0];
}

function specifiersOf(file: string, source: string): Pick<Import, "specifier" | "typeOnly">[] {
  const { module, program } = parseSync(file, source);
  const statics = module.staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }));
  const exported = module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ specifier: moduleRequest.value, typeOnly: isType }] : [],
    );
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    specifier: source.slice(start, end).replace(/^["'`]|["'`]$/g, ""),
    typeOnly: false,
  }));
  // Types written as `import("…")` are not in the module record; to walk the tree takes longer than to look for the word.
  const inTypes = source.includes("import(") ? importTypesOf(program) : [];
  return [...statics, ...exported, ...dynamic, ...inTypes];
}

function importTypesOf(program: Program): Pick<Import, "specifier" | "typeOnly">[] {
  const found: Pick<Import, "specifier" | "typeOnly">[] = [];
  new Visitor({
    TSImportType: ({ source: { value } }) => void found.push({ specifier: value, typeOnly: true }),
  }).visit(program);
  return found;
}

// Our packages export `./*` as `./src/*.ts`, and relative imports name their file with its ending.
function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(file), specifier);
  const [, name = "", rest] = /^@latchkey\/([^/]+)\/(.+)$/.exec(specifier) ?? [];
  const folder = packageFolders[name];
  return folder && `${folder}/src/${rest}.ts`;
}
