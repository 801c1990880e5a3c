import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The repository's root folder, with a slash at the end. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** What a command did. `output` is empty where it went straight to the terminal. */
export type Ran = { code: number; output: string; tookMs: number };

/** The entry file of an installed command-line tool, to be run with our own Node and not with whatever a shebang finds. */
export function toolPath(packageName: string, file: string, from = ""): string {
  const path = `${root}${from}node_modules/${packageName}/${file}`;
  if (!existsSync(path))
    throw new Error(`${packageName} is not installed. Run: npx -y pnpm@12.21.0 install --frozen-lockfile`);
  return path;
}

/** Runs a script under this Node. With `capture` its output is kept instead of shown. */
export function runNode(
  script: string,
  args: string[],
  options: { capture?: boolean; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: options.capture ? ["ignore", "pipe", "pipe"] : "inherit",
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output, tookMs: performance.now() - startedMs }));
  });
}
