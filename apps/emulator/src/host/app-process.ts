import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A program that is started as a child process, as App Service starts an app. */
export type HostedApp = { command: string; args: string[]; cwd?: string };

export type AppProcess = { child: ChildProcess; port: number; ready: boolean };

type SpawnOptions = {
  app: HostedApp;
  env: Record<string, string>;
  port: number;
  onOutput: (line: string) => void;
  /** Called once, when the process has ended or could not be started. */
  onEnd: () => void;
};

/** Starts the app with exactly `env`. */
export function spawnApp({ app, env, port, onOutput, onEnd }: SpawnOptions): AppProcess {
  const child = spawn(app.command, app.args, {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    ...(app.cwd === undefined ? {} : { cwd: app.cwd }),
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", onOutput);
  }
  child.on("error", (error) => onOutput(`The app could not be started: ${error.message}`));
  child.once("close", onEnd);
  return { child, port, ready: false };
}

const killAfterMs = 5000;

/** Asks the process to end, insists after 5 s, and resolves when it is gone. */
export async function endApp({ child }: AppProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const forced = setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  await gone;
  clearTimeout(forced);
}
