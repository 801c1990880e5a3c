import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import type { Environment } from "./environment.ts";
import { read } from "./read.ts";
import { SettingError } from "./setting-error.ts";

/** Where audit and history are kept, and how much of it. */
export type StoreSettings = {
  /** Absolute. Durable and shared by instances: audit segments and snapshots of the history lie here. */
  dataDir: string;
  /** Absolute. On this instance's own disk, where SQLite is safe. */
  localDir: string;
  /** A secret: it may hold a password. Replaces both folders where it is set. */
  databaseUrl: string | undefined;
  /** Seconds between background probes; 0 switches them off. */
  probeIntervalSeconds: number;
  /** Days that history is kept. */
  historyDays: number;
};

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,8}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));

/** @throws SettingError */
export function storeSettings(env: Environment, onAppService: boolean): StoreSettings {
  const folder = z.string().refine(isAbsolute);
  // /home of App Service is the share that all instances see and that outlives them.
  const usual = onAppService && env.HOME ? join(env.HOME, "data", "latchkey") : resolve(".latchkey", "data");
  const dataDir = read(env, "LATCHKEY_DATA_DIR", folder, usual, "an absolute path");
  const place = createHash("sha256")
    .update(`${dataDir} ${env.WEBSITE_INSTANCE_ID ?? ""}`)
    .digest("hex");
  return {
    dataDir,
    localDir: read(
      env,
      "LATCHKEY_LOCAL_DIR",
      folder,
      join(tmpdir(), `latchkey-${place.slice(0, 16)}`),
      "an absolute path on a disk of this machine",
    ),
    databaseUrl: databaseUrl(env),
    probeIntervalSeconds: read(
      env,
      "LATCHKEY_PROBE_INTERVAL_SECONDS",
      z.union([z.literal("0").transform(() => 0), wholeNumber(30, 86_400)]),
      300,
      "0 (off) or 30 to 86400",
    ),
    historyDays: read(env, "LATCHKEY_HISTORY_DAYS", wholeNumber(1, 366), 30, "1 to 366"),
  };
}

// The URL may hold a password: what was found is not told.
function databaseUrl(env: Environment): string | undefined {
  const name = "LATCHKEY_DATABASE_URL";
  const url = env[name]?.trim() || undefined;
  if (url === undefined || z.url({ protocol: /^postgres(ql)?$/ }).safeParse(url).success) return url;
  throw new SettingError(name, "not shown", "a URL that begins with postgres://");
}
