import { setTimeout as wait } from "node:timers/promises";
import { type AppProcess, endApp, type HostedApp, spawnApp } from "./app-process.ts";
import { freePort } from "./free-port.ts";
import { isReady } from "./is-ready.ts";
import { startUndertaker, type Undertaker } from "./undertaker.ts";

export type AppHostOptions = {
  app: HostedApp;
  /** The environment for an app that listens on `port`; asked anew for every start. */
  environment(port: number): Record<string, string>;
  onOutput: (line: string) => void;
};

/** The app did not answer /readyz in time. */
export class AppNotReady extends Error {
  override name = "AppNotReady";
}

export type AppHost = {
  /** Resolves with the app's port once it is ready. @throws AppNotReady after `withinMs`. */
  whenReady(withinMs: number): Promise<number>;
  /** Ends the process and starts it afresh with today's environment. Resolves when the old one is gone. */
  restart(): Promise<void>;
  processId(): number | undefined;
  /** The port of the running app; undefined between two lives. */
  port(): number | undefined;
  isRunning(): boolean;
  /** How often the app was started again, by a restart or because it died. */
  restarts(): number;
  close(): Promise<void>;
};

const readyPollMs = 25;
const longestBackOffMs = 2000;

type Run = {
  /** Counts the starts; whatever belongs to an earlier one is ignored. */
  life: number;
  closed: boolean;
  restarts: number;
  deathsInARow: number;
  current: AppProcess | undefined;
  undertaker: Undertaker;
  /** Restarts one after the other: two at once would leave a process behind. */
  restarting: Promise<void>;
};

/** Runs the app: starts it, starts it again when it dies, says when it is ready. */
export function startAppHost(options: AppHostOptions): AppHost {
  const run: Run = {
    life: 0,
    closed: false,
    restarts: 0,
    deathsInARow: 0,
    current: undefined,
    undertaker: startUndertaker(),
    restarting: Promise.resolve(),
  };
  // For an end without close, a crash for example: no app may outlive its host.
  const endWithUs = () => run.current?.child.kill("SIGKILL");
  process.once("exit", endWithUs);
  void launch(run, options);
  return {
    async whenReady(withinMs) {
      const until = performance.now() + withinMs;
      while (performance.now() < until && !run.closed) {
        if (run.current?.ready) return run.current.port;
        await wait(readyPollMs);
      }
      throw new AppNotReady(`The app was not ready within ${Math.round(withinMs / 1000)} s.`);
    },
    restart() {
      run.restarting = run.restarting.then(() => restart(run, options));
      return run.restarting;
    },
    processId: () => run.current?.child.pid,
    port: () => run.current?.port,
    isRunning: () => run.current?.ready ?? false,
    restarts: () => run.restarts,
    async close() {
      run.closed = true;
      await run.restarting;
      if (run.current) await endApp(run.current);
      run.current = undefined;
      run.undertaker.close();
      process.off("exit", endWithUs);
    },
  };
}

async function restart(run: Run, options: AppHostOptions) {
  if (run.closed) return;
  const old = run.current;
  run.life += 1;
  run.restarts += 1;
  run.current = undefined;
  if (old) await endApp(old);
  run.undertaker.watch(undefined);
  void launch(run, options);
}

async function launch(run: Run, options: AppHostOptions) {
  run.life += 1;
  const { life } = run;
  const isMine = () => !run.closed && run.life === life;
  const port = await freePort();
  if (!isMine()) return;
  const started = spawnApp({
    app: options.app,
    env: options.environment(port),
    port,
    onOutput: options.onOutput,
    onEnd: () => {
      if (isMine()) void launchAgain(run, options);
    },
  });
  run.current = started;
  run.undertaker.watch(started.child.pid);
  while (isMine() && !started.ready) {
    started.ready = await isReady(port);
    if (!started.ready) await wait(readyPollMs);
  }
  if (isMine()) run.deathsInARow = 0;
}

/** At once the first time, then with a growing pause. */
async function launchAgain(run: Run, options: AppHostOptions) {
  const pauseMs = run.deathsInARow === 0 ? 0 : Math.min(longestBackOffMs, 100 * 2 ** run.deathsInARow);
  run.deathsInARow += 1;
  run.restarts += 1;
  run.life += 1;
  run.current = undefined;
  run.undertaker.watch(undefined);
  const { life } = run;
  await wait(pauseMs);
  if (!run.closed && run.life === life) await launch(run, options);
}
