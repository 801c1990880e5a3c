import { counted } from "../../lib/format-number.ts";
import type { Watch } from "./watch.ts";

/** How long a watch has been going on: "Watching, 12 s, 3 probes". */
export function watchProgressWords({ startedAtMs, probes, away }: Watch, nowMs: number): string {
  const told = `${elapsed(nowMs - startedAtMs)}, ${counted(probes, "probe")}`;
  return away ? `Watching, ${told}; the backend is restarting` : `Watching, ${told}`;
}

/** What came of a watch: "Open after 12 s"; null while it goes on. */
export function watchEndWords({ state, startedAtMs, endedAtMs, verdict }: Watch): string | null {
  const after = elapsed((endedAtMs ?? startedAtMs) - startedAtMs);
  switch (state) {
    case "watching":
      return null;
    case "open":
      return verdict && verdict.status !== "allowed"
        ? `Open after ${after}: ${verdict.words}`
        : `Open after ${after}`;
    case "stopped":
      return `Stopped after ${after}`;
    case "gave-up":
      return `Still closed after ${after}`;
    case "failed":
      return `Ended after ${after}`;
    default:
      return state satisfies never;
  }
}

/** "12 s", "3 min 5 s". */
function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
