import type { BackgroundState } from "@latchkey/shared/history";
import type { Report } from "@latchkey/shared/report";
import type { Clock } from "../clock.ts";
import type { History } from "./history.ts";

/** Probes that nobody asked for, at a quiet interval. */
export type BackgroundProbe = {
  /** Begins; the first probe comes after a whole interval. */
  start(probe: () => Promise<Report>): void;
  state(): BackgroundState;
  stop(): void;
};

/** Requests to one vault that a check may cause: 5 % of the 4,000 in 10 s that a vault serves (Microsoft Learn, Key Vault limits). */
const mostRequestsPerVault = 200;
const longestPauseSeconds = 3_600;

type Options = {
  intervalSeconds: number;
  clock: Clock;
  history: Pick<History, "alone" | "lastSeenMs">;
  /** 0 to 1; spreads instances that started together. */
  random: () => number;
};

/** One check at a time in this process, and over all instances where the history is shared. Pauses, longer each time, while Azure throttles. */
export function createBackgroundProbe({ intervalSeconds, clock, history, random }: Options): BackgroundProbe {
  let timer: NodeJS.Timeout | undefined;
  let state: BackgroundState["state"] = intervalSeconds === 0 ? "off" : "waiting";
  let because: string | null = null;
  let nextAt: string | null = null;
  let pauses = 0;
  let stopped = false;

  const plan = (probe: () => Promise<Report>, seconds: number) => {
    const waitMs = seconds * 1_000 * (0.9 + 0.2 * random());
    nextAt = new Date(clock.now().getTime() + waitMs).toISOString();
    timer = setTimeout(() => void turn(probe), waitMs);
    timer.unref();
  };
  const turn = async (probe: () => Promise<Report>) => {
    state = "running";
    const pause = await checkOnce(history, intervalSeconds, probe);
    if (stopped) return;
    pauses = pause ? pauses + 1 : 0;
    state = pause ? "paused" : "waiting";
    because = pause?.because ?? null;
    const backOff = intervalSeconds * 2 ** pauses;
    plan(
      probe,
      Math.min(Math.max(backOff, pause?.seconds ?? 0), Math.max(longestPauseSeconds, intervalSeconds)),
    );
  };
  return {
    start(probe) {
      if (intervalSeconds > 0) plan(probe, intervalSeconds);
    },
    state: () => ({ state, intervalSeconds, nextAt: state === "off" ? null : nextAt, because }),
    stop() {
      clearTimeout(timer);
      stopped = true;
      state = "off";
    },
  };
}

type Pause = { because: string; seconds: number };

/** One check, unless another instance does it or did it lately. Never rejects. */
async function checkOnce(
  history: Options["history"],
  intervalSeconds: number,
  probe: () => Promise<Report>,
): Promise<Pause | undefined> {
  let pause: Pause | undefined;
  const work = async () => {
    const lastMs = await history.lastSeenMs();
    if (lastMs !== undefined && lastMs < intervalSeconds * 500) return;
    pause = reasonToPause(await probe());
  };
  await history.alone(work).catch(() => {
    pause = { because: "the last check failed", seconds: 0 };
  });
  return pause;
}

function reasonToPause(report: Report): Pause | undefined {
  if (report.identities.length * 2 > mostRequestsPerVault)
    return {
      because: "a check would cost a vault more than 5 % of what it serves",
      seconds: longestPauseSeconds,
    };
  const throttled = report.cells
    .flatMap(({ operations }) => operations.map(({ outcome }) => outcome))
    .filter(
      (outcome) =>
        outcome.kind === "throttled" || (outcome.kind === "no-token" && outcome.why === "throttled"),
    );
  if (throttled.length === 0) return undefined;
  const waits = throttled.map(
    (outcome) => ("retryAfterSeconds" in outcome && outcome.retryAfterSeconds) || 0,
  );
  return { because: "Azure throttles", seconds: Math.max(...waits) };
}
