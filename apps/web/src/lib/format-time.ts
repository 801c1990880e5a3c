const units = [
  { unit: "d", seconds: 86_400 },
  { unit: "h", seconds: 3600 },
  { unit: "min", seconds: 60 },
] as const;

/** "12 s ago", "3 min ago", "in 9 d"; both in epoch milliseconds. Under two seconds it is "just now". */
export function relativeTime({ atMs, nowMs }: { atMs: number; nowMs: number }): string {
  const seconds = Math.round(Math.abs(nowMs - atMs) / 1000);
  if (seconds < 2) return "just now";
  const fit = units.find((unit) => seconds >= unit.seconds);
  const text = fit ? `${Math.floor(seconds / fit.seconds)} ${fit.unit}` : `${seconds} s`;
  return atMs > nowMs ? `in ${text}` : `${text} ago`;
}

/** The exact instant for people: "2026-11-23 10:00:05 UTC". */
export function exactTime(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** "132 ms" under 10 s, else "12.4 s"; sub-millisecond work is "<1 ms". */
export function duration(tookMs: number): string {
  if (tookMs > 0 && tookMs < 1) return "<1 ms";
  if (tookMs < 10_000) return `${Math.round(tookMs)} ms`;
  return `${(tookMs / 1000).toFixed(1)} s`;
}

/** The UTC date alone, "2026-11-23". */
export function dateOnly(iso: string): string {
  return new Date(iso).toISOString().slice(0, 10);
}
