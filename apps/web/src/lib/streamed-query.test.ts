import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isBackendAway } from "./read-as.ts";
import { type Streamed, streamedQuery } from "./streamed-query.ts";

type Sum = { pieces: number[]; ending: "stopped" | "broken off" | null };

const queryKey = ["sum"];
const none: Sum = { pieces: [], ending: null };
const last = 99;

/** Adds numbers; 99 is the last piece. */
const sumOf = (open: Streamed<Sum, number>["open"]): Streamed<Sum, number> => ({
  start: none,
  open,
  withPiece: (sum, piece) => ({ ...sum, pieces: [...sum.pieces, piece] }),
  isLast: (piece) => piece === last,
  stopped: (sum) => ({ ...sum, ending: "stopped" }),
});

async function* listed(...pieces: number[]): AsyncGenerator<number> {
  yield* pieces;
}

/** Pieces that a test sends one by one; an abort ends them as `fetch` does, by throwing. */
function sent() {
  let arrive: (piece: number) => void = () => undefined;
  async function* open(signal: AbortSignal): AsyncGenerator<number> {
    for (;;) {
      yield await new Promise<number>((resolve, reject) => {
        arrive = resolve;
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    }
  }
  const send = async (piece: number) => {
    arrive(piece);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { open, send };
}

let client: QueryClient;
const shown = () => client.getQueryData<Sum>(queryKey)?.pieces;

beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient();
});

afterEach(() => {
  client.clear();
  vi.useRealTimers();
});

test("without a batch each piece is shown when it comes, and the last one ends the query", async () => {
  const { open, send } = sent();
  const done = streamedQuery().fetch({ client, queryKey }, sumOf(open));
  await send(1);
  expect(shown()).toEqual([1]);
  await send(2);
  expect(shown()).toEqual([1, 2]);
  await send(last);
  expect(await done).toEqual({ pieces: [1, 2, last], ending: null });
});

test("with a batch the first piece is shown at once and later ones together", async () => {
  const { open, send } = sent();
  const done = streamedQuery({ batchMs: 100 }).fetch({ client, queryKey }, sumOf(open));
  await send(1);
  expect(shown()).toEqual([1]);
  await send(2);
  await vi.advanceTimersByTimeAsync(99);
  await send(3);
  expect(shown()).toEqual([1]);
  await vi.advanceTimersByTimeAsync(1);
  expect(shown()).toEqual([1, 2, 3]);
  await send(last);
  await done;
});

test("a batch that is due after the end is not shown over it", async () => {
  const { open, send } = sent();
  const done = streamedQuery({ batchMs: 100 }).fetch({ client, queryKey }, sumOf(open));
  await send(1);
  await send(2);
  await send(last);
  await done;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(shown()).toEqual([1]);
});

test("stopping ends the request and keeps what came", async () => {
  const { open, send } = sent();
  const query = streamedQuery({ batchMs: 100 });
  let signal: AbortSignal | undefined;
  const watched = sumOf((given) => {
    signal = given;
    return open(given);
  });
  const done = query.fetch({ client, queryKey }, watched);
  await send(1);
  await send(2);
  query.stop();
  expect(await done).toEqual({ pieces: [1, 2], ending: "stopped" });
  expect(signal?.aborted).toBe(true);
});

test("another one ends the one under way and is not ended with it", async () => {
  const query = streamedQuery();
  const [first, second] = [sent(), sent()];
  const ended = query.fetch({ client, queryKey }, sumOf(first.open));
  await first.send(1);
  const done = query.fetch({ client, queryKey: ["other"] }, sumOf(second.open));
  expect(await ended).toEqual({ pieces: [1], ending: "stopped" });
  await second.send(last);
  expect(await done).toEqual({ pieces: [last], ending: null });
});

test("one of another kind goes on when this kind is stopped", async () => {
  const { open, send } = sent();
  const done = streamedQuery().fetch({ client, queryKey }, sumOf(open));
  streamedQuery().stop();
  await send(last);
  expect((await done).ending).toBeNull();
});

test("a stream that ends without its last piece counts as the backend going away, and what was shown stays", async () => {
  const done = streamedQuery().fetch(
    { client, queryKey },
    sumOf(() => listed(1, 2)),
  );
  expect(isBackendAway(await done.catch((error: unknown) => error))).toBe(true);
  expect(client.getQueryData(queryKey)).toEqual({ pieces: [1, 2], ending: null });
});

test("what stands beside the error of a stream that broke off is the query's to say", async () => {
  const brokenOff = (sum: Sum): Sum => ({ ...sum, ending: "broken off" });
  const done = streamedQuery().fetch({ client, queryKey }, { ...sumOf(() => listed(1)), brokenOff });
  await expect(done).rejects.toThrow();
  expect(client.getQueryData(queryKey)).toEqual({ pieces: [1], ending: "broken off" });
});

test("the error of a request that fails is the query's error", async () => {
  const refused = new Error("refused");
  const done = streamedQuery().fetch(
    { client, queryKey },
    sumOf(() => {
      throw refused;
    }),
  );
  await expect(done).rejects.toBe(refused);
  expect(client.getQueryData(queryKey)).toBeUndefined();
});
