// A bare HTTPS client: the requests of one report with the same dependencies, and nothing else. Driven over IPC, one process a run.

import { request as httpRequest } from "node:http";
import { Agent, request as httpsRequest } from "node:https";

type Target = {
  host: string;
  vaults: string[];
  clientIds: string[];
  /** ARM's paths as the product asked for them, in stages: each stage needs the one before. The first one names the identities. */
  armStages: string[][];
};
type Answer = { status: number; body: string };

const { IDENTITY_ENDPOINT = "", IDENTITY_HEADER = "", LATCHKEY_CONNECT_TO = "" } = process.env;
const port = Number(/:(\d+)/.exec(LATCHKEY_CONNECT_TO)?.[1]);
const agent = new Agent({
  keepAlive: true,
  lookup: (_host, options, done) =>
    options.all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4),
});
const tokens = new Map<string, string>();

process.on("message", async ({ run, target }: { run: "cold" | "warm"; target: Target }) => {
  const startedMs = performance.now();
  if (run === "cold") await cold(target);
  else await warm(target);
  process.send?.({ tookMs: performance.now() - startedMs });
});

async function cold(target: Target): Promise<void> {
  const arm = await token("", "https://management.azure.com");
  const [site = [], ...later] = target.armStages;
  await askArm(site, arm);
  const rest = later.reduce((before, stage) => before.then(() => askArm(stage, arm)), Promise.resolve());
  const cells = target.clientIds.map(async (clientId) => {
    tokens.set(clientId, await token(clientId, "https://vault.azure.net"));
  });
  await Promise.all(cells);
  await Promise.all(
    pairs(target).map(async ([clientId, vault]) => {
      await azure(vault, "/secrets?api-version=2026-04-01&maxresults=1");
      await listAndGet(clientId, vault);
    }),
  );
  await rest;
}

async function askArm(paths: string[], bearer: string): Promise<void> {
  await Promise.all(paths.map((path) => azure("management.azure.com", path, bearer)));
}

async function warm(target: Target): Promise<void> {
  await Promise.all(pairs(target).map(([clientId, vault]) => listAndGet(clientId, vault)));
}

function pairs({ clientIds, vaults }: Target): [string, string][] {
  return clientIds.flatMap((clientId) => vaults.map((vault): [string, string] => [clientId, vault]));
}

async function listAndGet(clientId: string, vault: string): Promise<void> {
  const bearer = tokens.get(clientId);
  await azure(vault, "/secrets?api-version=2026-04-01&maxresults=1", bearer);
  await azure(
    vault,
    `/secrets/latchkey-probe-${crypto.randomUUID().replaceAll("-", "")}/?api-version=2026-04-01`,
    bearer,
  );
}

async function token(clientId: string, resource: string): Promise<string> {
  const url = new URL(IDENTITY_ENDPOINT);
  url.searchParams.set("api-version", "2019-08-01");
  url.searchParams.set("resource", resource);
  if (clientId) url.searchParams.set("client_id", clientId);
  const { body } = await send(httpRequest(url, { headers: { "x-identity-header": IDENTITY_HEADER } }));
  return JSON.parse(body).access_token;
}

function azure(host: string, path: string, bearer?: string): Promise<Answer> {
  return send(
    httpsRequest({
      host,
      port,
      path,
      agent,
      servername: host,
      headers: { host, ...(bearer && { authorization: `Bearer ${bearer}` }) },
    }),
  );
}

function send(request: ReturnType<typeof httpRequest>): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  request.on("response", (response) => {
    let body = "";
    response.setEncoding("utf8").on("data", (chunk) => (body += chunk));
    response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
  });
  request.on("error", reject);
  request.end();
  return promise;
}
