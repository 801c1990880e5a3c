import { readFileSync } from "node:fs";
import type { Emulator } from "@latchkey/emulator/start";
import { appUrl, hostLatchkey, signedIn } from "./hosted.ts";

const mebibyte = 1024 * 1024;

/** World `large`: lists 25,000 secrets as NDJSON and prints pages before the first row, rows, time, and how the BFF's memory grew. */
export async function benchLarge(): Promise<void> {
  const emulator = await hostLatchkey("large");
  try {
    await (await fetch(`${appUrl(emulator)}/api/report`, { headers: signedIn })).json();
    const before = rss(emulator);
    for (let time = 1; time <= 3; time += 1) {
      emulator.clearRequests();
      const { rows, firstAfterPages, tookMs } = await listAll(emulator);
      const grown = rss(emulator) - before;
      console.log(
        `${rows} rows in ${(tookMs / 1_000).toFixed(1)} s, first row after ${firstAfterPages} page requests; memory ${(grown / mebibyte).toFixed(0)} MiB over ${(before / mebibyte).toFixed(0)} MiB`,
      );
    }
  } finally {
    await emulator.close();
  }
}

async function listAll(
  emulator: Emulator,
): Promise<{ rows: number; firstAfterPages: number; tookMs: number }> {
  const startedMs = performance.now();
  const response = await fetch(`${appUrl(emulator)}/api/vaults/kv-large/secrets?identityId=default`, {
    headers: { ...signedIn, accept: "application/x-ndjson" },
  });
  let rows = 0;
  let firstAfterPages = 0;
  let rest = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    if (firstAfterPages === 0)
      firstAfterPages = emulator
        .requests()
        .filter(({ path, status }) => path.startsWith("/secrets") && status === 200).length;
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    rows += lines.filter((line) => line.startsWith('{"kind":"secret"')).length;
  }
  return { rows, firstAfterPages, tookMs: performance.now() - startedMs };
}

/** Resident memory of the hosted app in bytes (Linux only). */
function rss(emulator: Emulator): number {
  const status = readFileSync(`/proc/${emulator.appProcessId()}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
