/** Time as the core sees it: instants, and milliseconds from an arbitrary start for durations. */
export type Clock = { now: () => Date; elapsedMs: () => number };

/** Milliseconds since `startedMs`, to a tenth. */
export function msSince(clock: Pick<Clock, "elapsedMs">, startedMs: number): number {
  return Math.round((clock.elapsedMs() - startedMs) * 10) / 10;
}
