import { QueryClient } from "@tanstack/react-query";
import { isBackendAway } from "../lib/read-as.ts";

const longestPauseMs = 5000;

/** Queries ask again only while the backend is away, with pauses of at most 5 s; a problem document is final. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        retry: (_failures, error) => isBackendAway(error),
        retryDelay: (failures) => Math.min(500 * 2 ** failures, longestPauseMs),
        refetchOnReconnect: true,
        refetchOnWindowFocus: false,
        staleTime: 30_000,
      },
      mutations: { networkMode: "always" },
    },
  });
}
