// Runs on the machine's own Node (20 or newer) with built-ins only: brings the workspace's packages and its Node 24, then hands over.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const pnpm = "pnpm@12.21.0";
const stamp = `${root}.latchkey/installed`;
const inputs = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"];
const node24 = `${root}node_modules/node/bin/node`;

/** Installs what the lockfile names, unless exactly that is installed already. */
export function install() {
  const hash = createHash("sha256");
  for (const input of inputs) hash.update(readFileSync(root + input));
  const wanted = hash.digest("hex");
  if (existsSync(node24) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Installing packages …");
  const npx = process.platform === "win32" ? "npx.cmd" : "npx";
  const { status } = spawnSync(npx, ["--yes", pnpm, "install", "--frozen-lockfile"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) {
    console.error(
      "The packages could not be installed. Check that the npm registry can be reached, then try again.",
    );
    process.exit(status ?? 1);
  }
  mkdirSync(`${root}.latchkey`, { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Goes on in `script` under the workspace's Node 24: same terminal, same signals, same exit code. */
export function handOver(script, args = process.argv.slice(2)) {
  const child = spawn(node24, [root + script, ...args], { cwd: root, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}
