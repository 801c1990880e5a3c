import { BackendAwayError, piecesOf } from "./read-as.ts";

/** The lines of an NDJSON stream as parsed JSON, in order. @throws BackendAwayError when a line is cut. */
export async function* ndjsonLines(stream: ReadableStream<string>): AsyncGenerator<unknown> {
  let rest = "";
  for await (const piece of piecesOf(stream)) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") yield parseLine(line);
  }
  if (rest.trim() !== "") yield parseLine(rest);
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new BackendAwayError(error);
  }
}
