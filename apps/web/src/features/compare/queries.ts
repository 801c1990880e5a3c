import {
  type CompareSecretLine,
  compareAnswerSchema,
  compareSecretLineSchema,
} from "@latchkey/shared/compare";
import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { ndjsonLines } from "../../lib/ndjson.ts";
import { BackendAwayError, parsedAs, readAs, readStream } from "../../lib/read-as.ts";

const batchMs = 100;

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

let running: AbortController | undefined;

/** Ends the comparison of lists under way; what came stays. */
export function stopComparing(): void {
  running?.abort();
}

/** Lists one vault as both identities. Only a person starts it: a large vault is a thousand requests a side. */
export const compareSecretsQuery = ({ left, right, vaultId }: Required<Pair> & { vaultId: string }) =>
  queryOptions({
    queryKey: ["compare", "secrets", left, right, vaultId],
    queryFn: ({ client, queryKey }) => compareLists({ client, queryKey, query: { left, right, vaultId } }),
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 600_000,
    structuralSharing: false,
  });

type Wanted = {
  client: QueryClient;
  queryKey: readonly unknown[];
  query: { left: string | undefined; right: string | undefined; vaultId: string };
};

async function compareLists({ client, queryKey, query }: Wanted): Promise<SecretsCompared> {
  running?.abort();
  const controller = new AbortController();
  running = controller;
  const state: SecretsCompared = { only: [], progress: { left: 0, right: 0 }, end: null, stopped: false };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    timer = undefined;
    client.setQueryData<SecretsCompared>(queryKey, { ...state });
  };
  show();
  try {
    const sent = api.compare.secrets.$get({ query }, { init: { signal: controller.signal } });
    for await (const piece of ndjsonLines(await readStream(sent))) {
      const line = parsedAs(compareSecretLineSchema, piece);
      if (line.kind === "end") return { ...state, end: line };
      if (line.kind === "only") state.only.push(line);
      else state.progress = { left: line.left, right: line.right };
      timer ??= setTimeout(show, batchMs);
    }
    throw new BackendAwayError("the stream ended without its last line");
  } catch (error) {
    if (controller.signal.aborted) return { ...state, stopped: true };
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
