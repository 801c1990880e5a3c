import type { QueryFunctionContext } from "@tanstack/react-query";
import { BackendAwayError } from "./read-as.ts";

/** How the pieces of one streamed answer add up to a query's data. */
export type Streamed<State, Piece> = {
  /** Before the first piece. */
  start: State;
  /** Sends the request and gives its pieces; `signal` ends it. */
  open: (signal: AbortSignal) => AsyncIterable<Piece>;
  /** A new state each time, or the page does not see the change. */
  withPiece: (state: State, piece: Piece) => State;
  isLast: (piece: Piece) => boolean;
  /** The data when a person stopped it. */
  stopped: (state: State) => State;
  /** The data beside the error when it broke off; without it, or undefined, what was shown last stays. */
  brokenOff?: (state: State) => State | undefined;
};

/**
 * Runs streamed queries, one at a time: another `fetch` ends the one under way, as `stop` does; leaving the page does not.
 * With `batchMs` the first piece is shown at once and later ones together after that many milliseconds; without, each when it comes.
 */
export function streamedQuery({ batchMs }: { batchMs?: number } = {}) {
  let running: AbortController | undefined;
  return {
    stop: (): void => running?.abort(),
    /** A query's `queryFn`. @throws BackendAwayError when the stream ends without its last piece. */
    fetch<State, Piece>(
      { client, queryKey }: Pick<QueryFunctionContext, "client" | "queryKey">,
      streamed: Streamed<State, Piece>,
    ): Promise<State> {
      running?.abort();
      running = new AbortController();
      const show = (state: State | undefined) => client.setQueryData<State>(queryKey, () => state);
      return add(streamed, { show, batchMs, signal: running.signal });
    },
  };
}

type Run<State> = {
  show: (state: State | undefined) => void;
  batchMs: number | undefined;
  signal: AbortSignal;
};

async function add<State, Piece>(streamed: Streamed<State, Piece>, run: Run<State>): Promise<State> {
  let state = streamed.start;
  const batch = batchOf(() => run.show(state), run.batchMs);
  try {
    for await (const piece of streamed.open(run.signal)) {
      state = streamed.withPiece(state, piece);
      if (streamed.isLast(piece)) return state;
      batch.add();
    }
    throw new BackendAwayError("the stream ended without its last piece");
  } catch (error) {
    if (run.signal.aborted) return streamed.stopped(state);
    if (streamed.brokenOff) run.show(streamed.brokenOff(state));
    throw error;
  } finally {
    batch.drop();
  }
}

function batchOf(show: () => void, batchMs: number | undefined) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = 0;
  const due = () => {
    timer = undefined;
    show();
  };
  return {
    add(): void {
      if (batchMs === undefined) show();
      else timer ??= setTimeout(due, pauseMs);
      pauseMs = batchMs ?? 0;
    },
    drop: () => clearTimeout(timer),
  };
}
