import { type Problem, problemSchema } from "@latchkey/shared/problem";
import type { z } from "zod";

/** Latchkey's backend answered that it could not do what was asked, and said so in a problem document. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** No answer came from Latchkey's backend: it is away, restarting, or the network is. Worth asking again. */
export class BackendAwayError extends Error {
  constructor(cause: unknown) {
    super("Latchkey's backend does not answer", { cause });
    this.name = "BackendAwayError";
  }
}

type Answer = Pick<Response, "ok" | "status" | "headers" | "text" | "body">;

/**
 * What a route may answer where the page parses it with `Schema`: a refusal, what the schema parses, or a file (a string or a whole
 * `Response` to the client's types).
 */
type AnswerOf<Schema extends z.ZodType> = Answer &
  ({ ok: false } | { json(): Promise<z.input<Schema> | string | Response> });

/**
 * The one reader of JSON answers.
 * @throws ProblemError when the backend refused, or answered something that the schema does not know.
 * @throws BackendAwayError when there was no answer.
 */
export async function readAs<Schema extends z.ZodType>(
  schema: Schema,
  sent: Promise<AnswerOf<Schema>>,
): Promise<z.infer<Schema>> {
  const answer = await accepted(sent);
  return parsedAs(schema, parseJson(await answer.text().catch(away)));
}

/** One piece of a streamed answer. @throws ProblemError when the schema does not know it. */
export function parsedAs<Schema extends z.ZodType>(schema: Schema, piece: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(piece);
  if (!parsed.success) throw new ProblemError(unreadable(200));
  return parsed.data;
}

/**
 * The body of a streamed answer, as text.
 * @throws as `readAs` does.
 */
export async function readStream(sent: Promise<Answer>): Promise<ReadableStream<string>> {
  const answer = await accepted(sent);
  if (!answer.body) throw new BackendAwayError("the answer has no body");
  return (answer.body as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream());
}

/** Reads a stream to its end, piece by piece. @throws BackendAwayError when it is cut. */
export async function* piecesOf(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(away);
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** True when asking again later can help without anyone changing anything. */
export function isBackendAway(error: unknown): boolean {
  return error instanceof BackendAwayError;
}

async function accepted(sent: Promise<Answer>): Promise<Answer> {
  const answer = await sent.catch(away);
  if (answer.ok) return answer;
  const problem = problemSchema.safeParse(parseJson(await answer.text().catch(away)));
  if (problem.success) throw new ProblemError(problem.data);
  if (answer.status >= 502 && answer.status <= 504) throw new BackendAwayError(`HTTP ${answer.status}`);
  throw new ProblemError(unreadable(answer.status));
}

function away(error: unknown): never {
  if (error instanceof DOMException && error.name === "AbortError") throw error;
  throw new BackendAwayError(error);
}

/** JSON as a value, or undefined when the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreadable(status: number): Problem {
  return {
    type: "/problems/unreadable-answer",
    title: "The answer could not be read",
    status,
    detail: "Page and backend may be of different versions. Reload the page.",
  };
}
