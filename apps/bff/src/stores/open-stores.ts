import { join } from "node:path";
import { createAuditFiles } from "../audit/audit-files.ts";
import { type AuditLog, createAuditLog } from "../audit/audit-log.ts";
import type { AuditStore } from "../audit/store.ts";
import type { Clock } from "../clock.ts";
import { type BackgroundProbe, createBackgroundProbe } from "../history/background-probe.ts";
import { createHistory, type History } from "../history/history.ts";
import type { HistoryStore } from "../history/store.ts";
import type { LogEvent } from "../http/log.ts";
import type { Settings } from "../settings/settings.ts";

/** What outlives a request. */
export type Stores = {
  audit: AuditLog;
  history: History;
  background: BackgroundProbe;
  /** Writes what waits, saves a snapshot, and lets go of files and connections. */
  close(): Promise<void>;
};

/** Milliseconds between snapshots. */
const tidyEveryMs = 180_000;

type Options = { settings: Settings; clock: Clock; version: string; log: (event: LogEvent) => void };

/** Opens files, or the database where one is configured. Nothing is contacted or created before it is needed. */
export async function openStores({ settings, clock, version, log }: Options): Promise<Stores> {
  const { stores, appService } = settings;
  const instance = appService.instanceId?.replace(/\W/g, "").slice(0, 8) || "local";
  const kept = await (stores.databaseUrl === undefined
    ? inFiles(settings, instance)
    : inDatabase(stores.databaseUrl));
  const audit = createAuditLog({ store: kept.audit, clock, instance, log });
  const history = createHistory({ store: kept.history, settings, clock, instance, version, log });
  const { probeIntervalSeconds: intervalSeconds } = stores;
  const background = createBackgroundProbe({ intervalSeconds, clock, history, random: Math.random });
  const tidying = setInterval(() => void history.tidy(), tidyEveryMs).unref();
  return {
    audit,
    history,
    background,
    async close() {
      background.stop();
      clearInterval(tidying);
      await Promise.allSettled([audit.close(), history.close()]);
      await kept.close();
    },
  };
}

type Kept = { audit: AuditStore; history: HistoryStore; close(): Promise<void> };

async function inFiles({ stores }: Settings, instance: string): Promise<Kept> {
  const { dataDir, localDir } = stores;
  const { createHistoryFile } = await import("../history/history-file.ts");
  return {
    audit: createAuditFiles(join(dataDir, "audit")),
    history: createHistoryFile({ localDir, snapshotDir: join(dataDir, "history"), instance }),
    close: async () => undefined,
  };
}

// Only who has a database pays for its driver.
async function inDatabase(url: string): Promise<Kept> {
  const { connectDatabase } = await import("../database.ts");
  const { createAuditTable } = await import("../audit/audit-table.ts");
  const { createHistoryTable } = await import("../history/history-table.ts");
  const sql = connectDatabase(url);
  return {
    audit: createAuditTable(sql),
    history: createHistoryTable(sql),
    close: () => sql.end({ timeout: 1 }),
  };
}
