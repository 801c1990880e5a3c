import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ServerType, serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import type { Azure } from "./azure/azure.ts";
import { createLog, type LogEvent } from "./http/log.ts";
import { SettingError } from "./settings/setting-error.ts";
import { parseSettings, type Settings } from "./settings/settings.ts";
import { versions } from "./versions.ts";

const settings = readSettings();
const log = createLog(settings.logLevel);
const clock = { now: () => new Date(), elapsedMs: () => performance.now() };
const azure = Promise.withResolvers<Azure>();
const webRoot = fileURLToPath(new URL("./web", import.meta.url));

const app = createApp(
  { settings, azure: () => azure.promise, ...clock, log, versions },
  existsSync(webRoot) ? webRoot : undefined,
);
const server = serve({ fetch: app.fetch, port: settings.port, hostname: settings.host }, () => {
  log({ event: "listening", host: settings.host, port: settings.port });
  loadAzure().then(azure.resolve, azure.reject);
});
server.on("error", (error: NodeJS.ErrnoException) => {
  stopWith(
    error.code === "EADDRINUSE"
      ? `PORT ${settings.port} is in use. Set PORT to a free one.`
      : `The server could not listen (${error.code}).`,
  );
});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop(server, log, signal));

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

function stopWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Lets answers under way finish for up to 4 s. */
function stop(running: ServerType, write: (event: LogEvent) => void, signal: string): void {
  write({ event: "stopping", signal });
  running.close(() => process.exit(0));
  if ("closeIdleConnections" in running) running.closeIdleConnections();
  setTimeout(() => process.exit(0), 4_000).unref();
}
