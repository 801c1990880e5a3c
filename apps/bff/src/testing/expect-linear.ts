import { expect } from "vitest";

const shortest = 16_384;
const longer = [65_536, 262_144, 1_048_576];
/** Milliseconds of the processor below which the garbage collector is what is measured. */
const floorMs = 2;
/** How much dearer than linear a length may be. Quadratic work is 4, 16 and 64 times as dear at the three lengths. */
const margin = 3;
const tries = 4;

/**
 * Expects work on a text to grow with the text's length and not with its square. What is compared is processor time, so other processes
 * hardly count, and the best of a few tries; lengths grow step by step, so that a failure is told before it takes minutes.
 */
export function expectLinear(work: (length: number) => void): void {
  work(shortest);
  const shortMs = Math.max(floorMs, best(work, shortest, 0));
  for (const length of longer) {
    const allowedMs = margin * (length / shortest) * shortMs;
    const tookMs = best(work, length, allowedMs);
    expect(tookMs, `ms for ${length} characters, ${shortMs} for ${shortest}`).toBeLessThanOrEqual(allowedMs);
  }
}

/** The cheapest of a few tries; the first that is cheap enough, or hopelessly dear, is the last. */
function best(work: (length: number) => void, length: number, enoughMs: number): number {
  let bestMs = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < tries && bestMs > enoughMs; tried += 1) {
    bestMs = Math.min(bestMs, cost(work, length));
    if (bestMs > Math.max(1_000, 2 * enoughMs)) break;
  }
  return bestMs;
}

function cost(work: (length: number) => void, length: number): number {
  const before = process.cpuUsage();
  work(length);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
