import {
  type CompareSecretLine,
  compareAnswerSchema,
  compareSecretLineSchema,
} from "@latchkey/shared/compare";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { ndjsonLines } from "../../lib/ndjson.ts";
import { parsedAs, readAs, readStream } from "../../lib/read-as.ts";
import { streamedQuery } from "../../lib/streamed-query.ts";

const comparisons = streamedQuery({ batchMs: 100 });

/** The two identities to compare; without one the backend chooses. */
export type Pair = { left?: string | undefined; right?: string | undefined };

/** Two identities side by side over all vaults. */
export const compareQuery = ({ left, right }: Pair) =>
  queryOptions({
    queryKey: ["compare", left ?? null, right ?? null],
    queryFn: ({ signal }) =>
      readAs(compareAnswerSchema, api.compare.$get({ query: { left, right } }, { init: { signal } })),
    placeholderData: keepPreviousData,
    staleTime: 60_000, // ms: every refetch probes each vault several times as both identities
  });

/** Where the comparison can be had as a file. */
export function exportAddress({ left, right }: Required<Pair>, format: "csv" | "json" | "markdown"): string {
  const query = new URLSearchParams({ format, ...(left && { left }), ...(right && { right }) });
  return `/api/compare/export?${query.toString()}`;
}

type OnlyLine = Extract<CompareSecretLine, { kind: "only" }>;
export type CompareEnd = Extract<CompareSecretLine, { kind: "end" }>;

/**
 * The names that only one side can list, as they arrive. `only` is one array that only grows; each batch brings a new object around it.
 * `end` is null while it runs and when it was stopped.
 */
export type SecretsCompared = {
  only: OnlyLine[];
  progress: { left: number; right: number };
  end: CompareEnd | null;
  stopped: boolean;
};

/** Ends the comparison of lists under way; what came stays. */
export const stopComparing = comparisons.stop;

/** Lists one vault as both identities. Only a person starts it: a large vault is a thousand requests a side. */
export const compareSecretsQuery = ({ left, right, vaultId }: Required<Pair> & { vaultId: string }) =>
  queryOptions({
    queryKey: ["compare", "secrets", left, right, vaultId],
    queryFn: (context) => {
      const start: SecretsCompared = {
        only: [],
        progress: { left: 0, right: 0 },
        end: null,
        stopped: false,
      };
      context.client.setQueryData(context.queryKey, start);
      return comparisons.fetch(context, {
        start,
        open: (signal) => linesOf({ left, right, vaultId, signal }),
        withPiece: withLine,
        isLast: ({ kind }) => kind === "end",
        stopped: (state) => ({ ...state, stopped: true }),
      });
    },
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 600_000,
    structuralSharing: false,
  });

function withLine(state: SecretsCompared, line: CompareSecretLine): SecretsCompared {
  switch (line.kind) {
    case "end":
      return { ...state, end: line };
    case "only":
      state.only.push(line);
      return { ...state };
    case "progress":
      return { ...state, progress: { left: line.left, right: line.right } };
    default:
      return line satisfies never;
  }
}

type Wanted = Required<Pair> & { vaultId: string; signal: AbortSignal };

async function* linesOf({ signal, ...query }: Wanted): AsyncGenerator<CompareSecretLine> {
  const sent = api.compare.secrets.$get({ query }, { init: { signal } });
  for await (const line of ndjsonLines(await readStream(sent))) yield parsedAs(compareSecretLineSchema, line);
}
