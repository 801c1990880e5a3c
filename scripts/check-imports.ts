import { readdirSync, readFileSync } from "node:fs";
import { findCircles } from "./import-circles.ts";
import edges from "./import-edges.json" with { type: "json" };
import { rankFault } from "./import-ranks.ts";
import { type Import, packageFolders, readImports, type Tree } from "./import-reader.ts";
import { type ImportRules, ruleFaults } from "./import-rules.ts";
import { root } from "./run.ts";

export type Judgement = {
  counts: { files: number; imports: number; backUp: number; circles: number; exceptions: number };
  /** A sentence each; empty when all is as the rules say. */
  faults: string[];
};

/** Holds every import of the tree against the rules, and looks for circles of files, type-only imports among them. */
export function judgeImports(tree: Tree, rules: ImportRules): Judgement {
  const imports = readImports(tree);
  const isExcepted = ({ file, target }: Import) =>
    rules.exceptions.some((one) => one.file === file && one.imports === target);
  const counted = imports.filter((one) => !isExcepted(one));
  const backUp = unique(counted.map((one) => rankFault(one, rules)));
  const circles = findCircles(graphOf(tree, counted)).map((files) => `a circle: ${files.join(" → ")}`);
  const others = unique(imports.flatMap((one) => ruleFaults(one, rules)));
  const counts = {
    files: tree.size,
    imports: imports.length,
    backUp: backUp.length,
    circles: circles.length,
    exceptions: rules.exceptions.length,
  };
  return { counts, faults: [...others, ...backUp, ...circles, ...idleExceptions(imports, rules)] };
}

function graphOf(tree: Tree, imports: Import[]): Map<string, string[]> {
  const graph = new Map([...tree.keys()].map((file): [string, string[]] => [file, []]));
  for (const { file, target } of imports)
    if (target !== undefined && tree.has(target)) graph.get(file)?.push(target);
  return graph;
}

/** An exception whose import is gone would let it come back. */
function idleExceptions(imports: Import[], { exceptions }: ImportRules): string[] {
  return exceptions
    .filter((one) => !imports.some(({ file, target }) => file === one.file && target === one.imports))
    .map(
      ({ file, imports: target }) =>
        `${file} no longer imports ${target}: take the exception out of scripts/import-edges.json.`,
    );
}

function unique(faults: (string | undefined)[]): string[] {
  return [...new Set(faults.filter((fault) => fault !== undefined))];
}

function sourceFiles(folder: string): string[] {
  return readdirSync(root + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length))
    .filter((file) => !/(^|\/)(node_modules|dist)\//.test(file));
}

function main(): void {
  const files = Object.values(packageFolders).flatMap(sourceFiles);
  const { counts, faults } = judgeImports(
    new Map(files.map((file) => [file, readFileSync(root + file, "utf8")])),
    edges,
  );
  for (const fault of faults) console.error(fault);
  console.log(
    `imports: ${counts.files} files, ${counts.imports} imports, ${counts.backUp} back up, ${counts.circles} circles, ${counts.exceptions} exceptions that must go`,
  );
  process.exit(faults.length === 0 ? 0 : 1);
}

if (import.meta.main) main();
