import { readdirSync, readFileSync } from "node:fs";
import { dirname, posix } from "node:path";
import { parseSync } from "oxc-parser";
import edges from "./import-edges.json" with { type: "json" };
import { root } from "./run.ts";

type Import = { file: string; specifier: string; typeOnly: boolean };

const packageFolders: Record<string, string> = {
  shared: "packages/shared",
  diagnosis: "packages/diagnosis",
  bff: "apps/bff",
  web: "apps/web",
  emulator: "apps/emulator",
  e2e: "e2e",
};

const failures = Object.values(packageFolders)
  .flatMap(sourceFiles)
  .flatMap(importsOf)
  .flatMap((one) => [packageEdge(one), externalEdge(one), folderEdge(one), siblingEdge(one)])
  .filter((failure) => failure !== undefined);
for (const failure of failures) console.error(failure);
console.log(
  failures.length === 0
    ? "imports: every edge is allowed"
    : `imports: ${failures.length} edges are not in scripts/import-edges.json`,
);
process.exit(failures.length === 0 ? 0 : 1);

function sourceFiles(folder: string): string[] {
  return readdirSync(root + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length))
    .filter((file) => !/(^|\/)(node_modules|dist)\//.test(file));
}

function importsOf(file: string): Import[] {
  const { module } = parseSync(file, readFileSync(root + file, "utf8"));
  const statics = module.staticImports.map(({ moduleRequest, entries }) => ({
    file,
    specifier: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }));
  const exported = module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ file, specifier: moduleRequest.value, typeOnly: isType }] : [],
    );
  const source = readFileSync(root + file, "utf8");
  const dynamic = module.dynamicImports
    .map(({ moduleRequest }) =>
      source.slice(moduleRequest.start, moduleRequest.end).replace(/^["'`]|["'`]$/g, ""),
    )
    .map((specifier) => ({ file, specifier, typeOnly: false }));
  return [...statics, ...exported, ...dynamic];
}

function packageEdge({ file, specifier, typeOnly }: Import): string | undefined {
  const target = /^@latchkey\/([^/]+)/.exec(specifier)?.[1] ?? packageOf(resolved(file, specifier));
  const source = packageOf(file);
  if (!target || !source || target === source) return undefined;
  const lists: [Record<string, string[]>, boolean][] = [
    [edges.packages, true],
    [edges.typeOnly, typeOnly],
    [edges.testOnly, isTest(file)],
  ];
  const allowed = lists.some(([list, applies]) => applies && list[source]?.includes(target));
  return allowed ? undefined : `${file}: ${source} may not import ${target} (${specifier})`;
}

function externalEdge({ file, specifier }: Import): string | undefined {
  if (!/\/src\//.test(file)) return undefined;
  for (const [pattern, places] of Object.entries(edges.externalOnlyIn)) {
    const matches = pattern.endsWith("*")
      ? specifier.startsWith(pattern.slice(0, -1))
      : specifier === pattern || specifier.startsWith(`${pattern}/`);
    if (
      matches &&
      !places.some((place) => posix.matchesGlob(file, place.endsWith("/") ? `${place}**` : place))
    ) {
      return `${file}: ${specifier} belongs in ${places.join(" or ")}`;
    }
  }
  return undefined;
}

function folderEdge({ file, specifier }: Import): string | undefined {
  for (const [base, folders] of Object.entries(edges.folders) as [string, Record<string, string[]>][]) {
    const from = firstFolder(base, file);
    const to = firstFolder(base, resolved(file, specifier));
    const allowed = from === undefined ? undefined : folders[from];
    if (from === undefined || to === undefined || from === to) continue;
    if (!allowed)
      return file.slice(base.length + 1).includes("/")
        ? `${file}: folder ${from} is not listed for ${base}`
        : undefined;
    if (isTest(file) && edges.testFolders.includes(to)) continue;
    if (!allowed.includes(to)) return `${file}: ${from} may not import ${to}`;
  }
  return undefined;
}

function siblingEdge({ file, specifier }: Import): string | undefined {
  const target = resolved(file, specifier);
  for (const base of edges.noSiblings) {
    const [from, to] = [firstFolder(base, file), firstFolder(base, target)];
    if (from && to && from !== to)
      return `${file}: ${from} may not import its sibling ${to}; compose them in a page`;
  }
  return undefined;
}

function isTest(file: string): boolean {
  return /\.(test|spec)\.tsx?$/.test(file);
}

function resolved(file: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? posix.join(dirname(file), specifier) : undefined;
}

function packageOf(path: string | undefined): string | undefined {
  return Object.entries(packageFolders).find(([, folder]) => path?.startsWith(`${folder}/`))?.[0];
}

/** The first folder below `base`, or the file's name without its ending where it lies in `base` itself. */
function firstFolder(base: string, path: string | undefined): string | undefined {
  return path?.startsWith(`${base}/`)
    ? path
        .slice(base.length + 1)
        .split("/")[0]
        ?.replace(/\.tsx?$/, "")
    : undefined;
}
