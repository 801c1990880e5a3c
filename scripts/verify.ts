import { runNode, toolPath } from "./run.ts";

const packages = ["packages/shared", "packages/diagnosis", "apps/emulator", "e2e", "scripts"];
const tsc = toolPath("typescript", "bin/tsc");

/** All static checks: no services, no network. Each is a name, a script and its arguments. */
const checks: [string, string, string[]][] = [
  ["types of apps/bff, then of apps/web", "scripts/check-app-types.ts", []],
  ["format and lint", toolPath("@biomejs/biome", "bin/biome"), ["check", "--error-on-warnings", "."]],
  ...packages.map((folder): [string, string, string[]] => [
    `types of ${folder}`,
    tsc,
    ["--noEmit", "-p", folder],
  ]),
  ["imports", "scripts/check-imports.ts", []],
  ["bans", "scripts/check-bans.ts", []],
  ["unused code", toolPath("knip", "bin/knip.js"), ["--no-progress"]],
  ["file sizes", "scripts/check-sizes.ts", []],
  ["paths in documents", "scripts/check-doc-paths.ts", []],
];

let passed = 0;
const waiting = [...checks];
await Promise.all(Array.from({ length: 3 }, worker));
console.log(`verify: ${passed} of ${checks.length} checks passed`);
process.exit(passed === checks.length ? 0 : 1);

async function worker(): Promise<void> {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const [name, script, args] = check;
    const { code, output, tookMs } = await runNode(script, args, { capture: true });
    if (code === 0) passed += 1;
    else console.error(output.trim());
    console.log(`${code === 0 ? "ok  " : "FAIL"} ${name} (${(tookMs / 1_000).toFixed(1)} s)`);
  }
}
