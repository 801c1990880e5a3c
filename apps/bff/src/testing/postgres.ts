import { type ChildProcess, execFileSync, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./start-bff.ts";

/** A PostgreSQL of the test's own. */
export type TestDatabase = {
  url: string;
  /** Stops the server; every connection is cut. */
  pause(): Promise<void>;
  /** Starts it again, with what it held. */
  resume(): Promise<void>;
  stop(): Promise<void>;
};

const packaged = "/usr/lib/postgresql";

/**
 * Starts a fresh server on a free loopback port, as an unprivileged user where the tests run as root. Undefined, with one line on standard
 * error, when no server is installed and none can be: only root with `CI` set installs one.
 */
export async function startPostgres(): Promise<TestDatabase | undefined> {
  const bin = installed() ?? install();
  const user = process.getuid?.() === 0 ? unprivileged() : {};
  if (!bin || !user) {
    process.stderr.write("PostgreSQL is not installed here: its tests are skipped.\n");
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), "latchkey-postgres-"));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const options: SpawnOptions = {
    ...user,
    cwd: folder,
    stdio: "ignore",
    env: { PATH: process.env.PATH, LC_ALL: "C" },
  };
  const port = await freePort();
  const data = join(folder, "data");
  spawnSync(join(bin, "initdb"), ["-D", data, "-U", "latchkey", "-A", "trust", "-N", "-E", "UTF8"], options);
  const start = async () => {
    const args = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, "-c", "fsync=off"];
    const started = spawn(join(bin, "postgres"), args, options);
    await ready(bin, port, options);
    return started;
  };
  let server: ChildProcess | undefined = await start();
  const pause = async () => {
    if (!server) return;
    const gone = once(server, "exit");
    server.kill("SIGINT");
    await gone;
    server = undefined;
  };
  return {
    url: `postgres://latchkey@127.0.0.1:${port}/postgres`,
    pause,
    async resume() {
      server = await start();
    },
    async stop() {
      await pause();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function installed(): string | undefined {
  const newestFirst = existsSync(packaged) ? readdirSync(packaged).toSorted().toReversed() : [];
  const places = [
    ...newestFirst.map((version) => `${packaged}/${version}/bin`),
    ...(process.env.PATH ?? "").split(":"),
  ];
  return places.find((place) => existsSync(join(place, "initdb")) && existsSync(join(place, "postgres")));
}

function install(): string | undefined {
  if (process.getuid?.() !== 0 || !process.env.CI || !existsSync("/usr/bin/apt-get")) return undefined;
  const options = {
    stdio: "ignore",
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  } as const;
  spawnSync("/usr/bin/apt-get", ["update", "-qq"], options);
  spawnSync("/usr/bin/apt-get", ["install", "-y", "-qq", "postgresql"], options);
  return installed();
}

// PostgreSQL refuses to run as root.
function unprivileged(): { uid?: number; gid?: number } | undefined {
  for (const name of ["postgres", "nobody"]) {
    try {
      const idOf = (flag: string) =>
        Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
      return { uid: idOf("-u"), gid: idOf("-g") };
    } catch {}
  }
  return undefined;
}

async function ready(bin: string, port: number, options: SpawnOptions): Promise<void> {
  for (let time = 0; time < 100; time += 1) {
    const { status } = spawnSync(join(bin, "pg_isready"), ["-h", "127.0.0.1", "-p", String(port)], options);
    if (status === 0) return;
    await wait(100);
  }
  throw new Error("PostgreSQL did not get ready within 10 s.");
}
