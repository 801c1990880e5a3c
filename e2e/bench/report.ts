import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Emulator } from "@latchkey/emulator/start";
import { appUrl, hostLatchkey, median, signedIn } from "./hosted.ts";

const rounds = 9;
const warmRuns = 25;
const bareClient = fileURLToPath(new URL("./bare-client.ts", import.meta.url));

type Round = { cold: number; warm: number; bareCold: number; bareWarm: number };
type Counted = {
  identityEndpoint: number;
  challenges: number;
  lists: number;
  gets: number;
  arm: number;
  twice: string[];
  connections: number;
};

/**
 * World `slow`: 3 identities × 5 vaults, 20 ms a hop. Counts the requests of a cold and of a warm report as they arrive at the emulator,
 * and compares their time with a bare HTTPS client that sends the same requests in the same order of dependence.
 */
export async function benchReport(): Promise<void> {
  const emulator = await hostLatchkey("slow");
  try {
    const times: Round[] = [];
    let counts: { cold: Counted; warm: Counted } | undefined;
    for (let round = 0; round < rounds; round += 1) {
      await emulator.restartApp();
      const cold = await measured(emulator, "GET", "/api/report");
      const armStages = armStagesOf(emulator);
      const warm = await repeated(() => measured(emulator, "POST", "/api/report/refresh"));
      counts = { cold: cold.counted, warm: warm[0]?.counted ?? cold.counted };
      const bare = await bareRun(emulator, target(cold.report, armStages));
      times.push({ cold: cold.tookMs, warm: median(warm.map(({ tookMs }) => tookMs)), ...bare });
    }
    if (counts) print(counts, times);
  } finally {
    await emulator.close();
  }
}

type ReportShape = {
  identities: { id: string; clientId: { value?: string } }[];
  vaults: { uri: string }[];
  cells: unknown[];
};

async function measured(
  emulator: Emulator,
  method: string,
  path: string,
): Promise<{ tookMs: number; counted: Counted; report: ReportShape }> {
  emulator.clearRequests();
  const connections = emulator.connections();
  const startedMs = performance.now();
  const response = await fetch(appUrl(emulator) + path, {
    method,
    headers: { ...signedIn, "content-type": "application/json" },
    ...(method === "POST" && { body: "{}" }),
  });
  const report = (await response.json()) as ReportShape;
  const tookMs = performance.now() - startedMs;
  return {
    tookMs,
    report,
    counted: { ...count(emulator), connections: emulator.connections() - connections },
  };
}

function count(emulator: Emulator): Omit<Counted, "connections"> {
  const requests = emulator.requests();
  const vault = requests.filter(({ service }) => service === "key-vault");
  const authorised = vault.filter(({ status }) => status !== 401);
  const keys = authorised.map(({ callerObjectId, host, path }) => `${callerObjectId} ${host}${path}`);
  return {
    identityEndpoint: requests.filter(({ service }) => service === "identity-endpoint").length,
    challenges: vault.length - authorised.length,
    lists: authorised.filter(({ path }) => path.replace(/\/$/, "") === "/secrets").length,
    gets: authorised.filter(({ path }) => path.startsWith("/secrets/latchkey-probe-")).length,
    arm: requests.filter(({ service }) => service === "arm").length,
    twice: keys.filter((key, index) => keys.indexOf(key) !== index),
  };
}

// What each ARM request needs first: the site names the identities, the vaults the scope, an assignment its definition.
const stages = [/\/sites\/[^/]+$/i, /\/vaults$/i, /\/(roleAssignments|denyAssignments)$/i, /./];

/** ARM's paths in the last run, in stages. */
function armStagesOf(emulator: Emulator): string[][] {
  const asked = emulator.requests().filter(({ service }) => service === "arm");
  const stageOf = (path: string) => stages.findIndex((stage) => stage.test(path));
  return stages.map((_, index) =>
    asked
      .filter(({ path }) => stageOf(path) === index)
      .map(({ path, query }) => `${path}?${new URLSearchParams(query)}`),
  );
}

function target(report: ReportShape, armStages: string[][]) {
  return {
    vaults: report.vaults.map(({ uri }) => new URL(uri).hostname),
    clientIds: [
      "",
      ...report.identities.filter(({ id }) => id !== "default" && id !== "system").map(({ id }) => id),
    ],
    armStages,
  };
}

async function bareRun(
  emulator: Emulator,
  plan: ReturnType<typeof target>,
): Promise<{ bareCold: number; bareWarm: number }> {
  const child = fork(bareClient, {
    env: { ...process.env, ...emulator.appEnvironment() },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ask = async (run: "cold" | "warm") => {
    child.send({ run, target: plan });
    const [{ tookMs }] = await firstOf(child);
    return tookMs as number;
  };
  const times = { bareCold: await ask("cold"), bareWarm: median(await repeated(() => ask("warm"))) };
  child.kill();
  return times;
}

/** What several warm runs gave, one after the other. */
async function repeated<Value>(run: () => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let time = 0; time < warmRuns; time += 1) values.push(await run());
  return values;
}

async function firstOf(child: ChildProcess): Promise<[{ tookMs: number }]> {
  const settled = new AbortController();
  const { signal } = settled;
  const died = once(child, "exit", { signal }).then(() => {
    throw new Error("The bare client ended early.");
  });
  const answer = once(child, "message", { signal }) as Promise<[{ tookMs: number }]>;
  return Promise.race([answer, died]).finally(() => settled.abort());
}

function print({ cold, warm }: { cold: Counted; warm: Counted }, times: Round[]): void {
  const ratio = (of: (round: Round) => number) => median(times.map(of)).toFixed(2);
  const ms = (of: (round: Round) => number) => `${median(times.map(of)).toFixed(0)} ms`;
  console.log(
    `World "slow", ${rounds} rounds of 1 cold and ${warmRuns} warm runs, medians. Requests as they arrived at the emulator:`,
  );
  for (const [name, one] of [
    ["cold", cold],
    ["warm", warm],
  ] as const) {
    console.log(
      `  ${name}: ${one.identityEndpoint} token, ${one.challenges} challenges, ${one.lists} lists, ${one.gets} gets, ${one.arm} ARM, ${one.twice.length} asked twice, ${one.connections} new connections`,
    );
  }
  console.log(
    `  cold: ${ms(({ cold: ours }) => ours)} against ${ms(({ bareCold }) => bareCold)} bare, ratio ${ratio((round) => round.cold / round.bareCold)} (aim 1.50)`,
  );
  console.log(
    `  warm: ${ms(({ warm: ours }) => ours)} against ${ms(({ bareWarm }) => bareWarm)} bare, ratio ${ratio((round) => round.warm / round.bareWarm)} (aim 1.25)`,
  );
}
