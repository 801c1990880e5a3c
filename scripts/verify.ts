import { newErrors } from "./new-errors.ts";
import { root, runNode, toolPath } from "./run.ts";

/** `isTypes`: the output is the compiler's, whose errors are told once. */
type Check = { name: string; script: string; args: string[]; isTypes?: boolean };

// The longest first, or the last to be taken up is waited for alone.
const packages = ["packages/diagnosis", "apps/emulator", "scripts", "e2e", "packages/shared"];
const tsc = toolPath("typescript", "bin/tsc");

/** All static checks: no services, no network. */
const checks: Check[] = [
  {
    name: "types of apps/bff, then of apps/web",
    script: "scripts/check-app-types.ts",
    args: [],
    isTypes: true,
  },
  { name: "unused code", script: toolPath("knip", "bin/knip.js"), args: ["--no-progress"] },
  ...packages.map(typesOf),
  {
    name: "format and lint",
    script: toolPath("@biomejs/biome", "bin/biome"),
    args: ["check", "--error-on-warnings", "."],
  },
  { name: "imports", script: "scripts/check-imports.ts", args: [] },
  { name: "bans", script: "scripts/check-bans.ts", args: [] },
  { name: "file sizes", script: "scripts/check-sizes.ts", args: [] },
  { name: "paths in documents", script: "scripts/check-doc-paths.ts", args: [] },
];

const startedMs = performance.now();
const told = new Set<string>();
let passed = 0;
const waiting = [...checks];
await Promise.all(Array.from({ length: 3 }, worker));
const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
console.log(`verify: ${passed} of ${checks.length} checks passed (${seconds} s)`);
process.exit(passed === checks.length ? 0 : 1);

// What is remembered between two runs are the compiler's own hashes of every file that it read, so nothing old is answered.
function typesOf(folder: string): Check {
  const remembered = `${root}.latchkey/types/${folder.replace("/", "-")}.tsbuildinfo`;
  return {
    name: `types of ${folder}`,
    script: tsc,
    args: ["--noEmit", "--incremental", "--tsBuildInfoFile", remembered, "-p", folder],
    isTypes: true,
  };
}

async function worker(): Promise<void> {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const { name, script, args, isTypes = false } = check;
    const { code, output, tookMs } = await runNode(script, args, { capture: true });
    if (code === 0) passed += 1;
    else tell(output, isTypes);
    console.log(`${code === 0 ? "ok  " : "FAIL"} ${name} (${(tookMs / 1_000).toFixed(1)} s)`);
  }
}

function tell(output: string, isTypes: boolean): void {
  const errors = isTypes ? newErrors(output, told) : [output.trim()];
  console.error(errors.length > 0 ? errors.join("\n") : "(only errors that stand above)");
}
