import { expect, test } from "vitest";
import { ndjsonLines } from "./ndjson.ts";
import { isBackendAway } from "./read-as.ts";

function streamOf(...pieces: string[]): ReadableStream<string> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

async function all(stream: ReadableStream<string>): Promise<unknown[]> {
  const lines: unknown[] = [];
  for await (const line of ndjsonLines(stream)) lines.push(line);
  return lines;
}

test("lines that are split over pieces are put together", async () => {
  expect(await all(streamOf('{"a":', '1}\n{"a":2}', '\n\n{"a":3}'))).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
});

test("a stream that ends in the middle of a line counts as the backend going away", async () => {
  const error = await all(streamOf('{"a":1}\n{"a"')).catch((thrown: unknown) => thrown);
  expect(isBackendAway(error)).toBe(true);
});
