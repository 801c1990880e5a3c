import type { TypedResponse } from "hono";

/** `text/event-stream` of JSON values, one event each, sent as they come and only as fast as they are read. */
export function eventStream(events: AsyncGenerator<unknown>): Response {
  return streamed(events, (event) => `data: ${JSON.stringify(event)}\n\n`, {
    "content-type": "text/event-stream",
  });
}

/**
 * NDJSON of values, one line each. Typed as what the route's description makes of `application/x-ndjson`: every media type with "json"
 * in its name counts as one JSON value there, which a stream of lines is not.
 */
export function lineStream(lines: AsyncGenerator<unknown>): Response & TypedResponse<string, 200, "json"> {
  return streamed(lines, (line) => `${JSON.stringify(line)}\n`, {
    "content-type": "application/x-ndjson",
  }) as Response & TypedResponse<string, 200, "json">;
}

/** Text as a file to keep. */
export function fileStream(texts: AsyncGenerator<string>, contentType: string, name: string): Response {
  return streamed(texts, (text) => text, {
    "content-type": contentType,
    "content-disposition": `attachment; filename="${name}"`,
  });
}

function streamed<Value>(
  values: AsyncGenerator<Value>,
  write: (value: Value) => string,
  headers: Record<string, string>,
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await values.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(write(value)));
      },
      async cancel() {
        await values.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: { ...headers, "cache-control": "no-store", "x-accel-buffering": "no" },
  });
}
