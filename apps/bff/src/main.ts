import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type ServerType, serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import type { Azure } from "./azure/azure.ts";
import { createLog, type LogEvent } from "./http/log.ts";
import { SettingError } from "./settings/setting-error.ts";
import { parseSettings, type Settings } from "./settings/settings.ts";
import { openStores } from "./stores/open-stores.ts";
import { versions } from "./versions.ts";

const settings = readSettings();
const log = createLog(settings.logLevel);
const clock = { now: () => new Date(), elapsedMs: () => performance.now() };
const stores = await openStores({ settings, clock, version: versions.latchkey, log });
const azure = Promise.withResolvers<Azure>();
const startToken = settings.appService.onAppService ? undefined : randomBytes(24).toString("base64url");
const webRoot = fileURLToPath(new URL("./web", import.meta.url));

// Milliseconds for a request to arrive. The header of App Service Authentication carries group claims and can be long.
const serverOptions = { maxHeaderSize: 64 * 1024, headersTimeout: 10_000, requestTimeout: 20_000 };

const app = createApp(
  { settings, azure: () => azure.promise, ...clock, log, versions, startToken, ...stores },
  existsSync(webRoot) ? webRoot : undefined,
);
const server = serve(
  { fetch: app.fetch, port: settings.port, hostname: settings.host, serverOptions },
  () => {
    log({ event: "listening", host: settings.host, port: settings.port });
    if (startToken) process.stderr.write(`Open ${startAddress(startToken)}\n`);
    loadAzure().then(azure.resolve, azure.reject);
  },
);
server.on("error", (error: NodeJS.ErrnoException) => {
  stopWith(
    error.code === "EADDRINUSE"
      ? `PORT ${settings.port} is in use. Set PORT to a free one.`
      : `The server could not listen (${error.code}).`,
  );
});
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => void stop(server, log, signal));

// The SDKs take longer to load than all the rest, so they come after `listen`.
async function loadAzure(): Promise<Azure> {
  const startedMs = clock.elapsedMs();
  const { connectAzure } = await import("./azure/azure.ts");
  const connected = connectAzure(settings, clock, `latchkey/${versions.latchkey}`);
  log({ event: "azure-ready", tookMs: Math.round(clock.elapsedMs() - startedMs) });
  return connected;
}

function readSettings(): Settings {
  try {
    return parseSettings(process.env);
  } catch (error) {
    return stopWith(error instanceof SettingError ? error.message : "The settings could not be read.");
  }
}

function startAddress(token: string): string {
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return `http://${host}:${settings.port}/?token=${token}`;
}

function stopWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Lets answers under way finish for up to 3 s, then writes what waits: 4.7 s in all. */
async function stop(running: ServerType, write: (event: LogEvent) => void, signal: string): Promise<void> {
  write({ event: "stopping", signal });
  // What has arrived but is not read yet looks idle, and would be cut off.
  await setTimeout(200);
  const closed = new Promise<void>((resolve) => running.close(() => resolve()));
  if ("closeIdleConnections" in running) running.closeIdleConnections();
  await atMost(3_000, closed);
  await atMost(1_500, stores.close());
  process.exit(0);
}

function atMost(limitMs: number, work: Promise<unknown>): Promise<unknown> {
  return Promise.race([work.catch(() => undefined), setTimeout(limitMs, undefined, { ref: false })]);
}
