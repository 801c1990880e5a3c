import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { provideChromium } from "../e2e/fixtures/chromium.ts";
import { root, runNode, toolPath } from "./run.ts";

type Tally = { passed: number; failed: number };

const results = `${root}.latchkey/results`;
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const parts: [string, () => Promise<Tally>][] = [
  ["static checks", staticChecks],
  ["build", build],
  ["payloads", payloadCheck],
  ["unit", () => vitest("unit")],
  ["slow", () => vitest("slow")],
  ["browser", browserTests],
];
const tallies: (Tally & { line: string })[] = [];
for (const [name, run] of parts) {
  const startedMs = performance.now();
  const tally = await run();
  const seconds = (performance.now() - startedMs) / 1_000;
  tallies.push({ ...tally, line: lineOf(name, seconds, tally) });
}
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
console.log(`\n${tallies.map(({ line }) => line).join("\n")}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** One line a part, so that what grew slow is seen. */
function lineOf(name: string, seconds: number, tally: Tally): string {
  return `${name.padEnd(13)} ${seconds.toFixed(0).padStart(5)} s  ${tally.passed} passed, ${tally.failed} failed`;
}

async function staticChecks(): Promise<Tally> {
  const { code } = await runNode("scripts/verify.ts", []);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

async function build(): Promise<Tally> {
  const { code } = await runNode("scripts/build.ts", ["--if-stale"]);
  return { passed: 0, failed: code === 0 ? 0 : 1 };
}

// Compares the emulator with recorded answers of Azure where their folder lies beside the repository; says so where it does not.
async function payloadCheck(): Promise<Tally> {
  const { code } = await runNode("apps/emulator/src/payload-check.ts", []);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

async function vitest(project: "unit" | "slow"): Promise<Tally> {
  const report = `${results}/${project}.json`;
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await runNode(toolPath("vitest", "vitest.mjs"), [
    "run",
    "--project",
    project,
    ...reporters,
  ]);
  const counted = readReport(report, (json: { numPassedTests: number; numFailedTests: number }) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests,
  }));
  return atLeastOneFailure(counted, code);
}

async function browserTests(): Promise<Tally> {
  const chromium = provideChromium();
  if (!chromium) {
    console.error(
      "No Chromium was found. Install one, for example: sudo apt-get install chromium; or name it: CHROMIUM=/path/to/chrome npm test",
    );
    return { passed: 0, failed: 1 };
  }
  const report = `${results}/e2e.json`;
  const { code } = await runNode(
    toolPath("@playwright/test", "cli.js", "e2e/"),
    ["test", "--reporter=list,json"],
    {
      cwd: `${root}e2e`,
      env: { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    },
  );
  const counted = readReport(
    report,
    ({ stats }: { stats: { expected: number; unexpected: number; flaky: number } }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
    }),
  );
  return atLeastOneFailure(counted, code);
}

function readReport<Json>(path: string, count: (json: Json) => Tally): Tally {
  return existsSync(path) ? count(JSON.parse(readFileSync(path, "utf8"))) : { passed: 0, failed: 0 };
}

/** A runner that failed without a failed test (a crash, a broken configuration) counts as one failure. */
function atLeastOneFailure(tally: Tally, code: number): Tally {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
