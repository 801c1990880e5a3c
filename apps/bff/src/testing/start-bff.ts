import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** A BFF of the test's own, as a process. */
export type RunningBff = {
  url: string;
  process: ChildProcess;
  /** All that it wrote, standard output and error, line by line. */
  output: string[];
  /** Ends it without warning and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
};

/** Starts the BFF with exactly this environment, besides PATH, and waits until it listens. */
export async function startBff(env: Record<string, string>): Promise<RunningBff> {
  const port = await freePort();
  const child = spawn(process.execPath, [entry()], {
    env: { PATH: process.env.PATH ?? "", ...env, PORT: String(port), LATCHKEY_HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  const listening = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output.push(text);
      if (text.includes('"event":"listening"')) listening.resolve();
    });
  child.once("exit", (code) => listening.reject(new Error(`The BFF ended (${code}): ${output.join("")}`)));
  await listening.promise;
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    output,
    async kill(signal = "SIGKILL") {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
  };
}

const source = fileURLToPath(new URL("../", import.meta.url));
const packages = ["shared", "diagnosis"].map((name) =>
  fileURLToPath(new URL(`../../../../packages/${name}/src`, import.meta.url)),
);

/** The program of the BFF: the built one where it is newer than everything that it is made of, as it starts several times faster; else the sources. */
export function entry(): string {
  const built = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
  if (!existsSync(built)) return `${source}main.ts`;
  const builtMs = statSync(built).mtimeMs;
  return [source, ...packages].some((folder) => hasNewer(folder, builtMs)) ? `${source}main.ts` : built;
}

/** Has a source that is bundled changed since? Tests and their own tools are not. */
function hasNewer(folder: string, thanMs: number): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !/\.test\.|\/testing\//.test(`${file.parentPath}/${file.name}`))
    .some((file) => statSync(`${file.parentPath}/${file.name}`).mtimeMs > thanMs);
}

/** A loopback port that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port was given.");
  return address.port;
}
