import { cellSchema } from "@latchkey/shared/probe";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api } from "../../lib/api.ts";
import { readAs } from "../../lib/read-as.ts";
import { keepCell } from "./queries.ts";
import { type Watch, type WatchDeps, type WatchedPlace, watchUntilGreen } from "./watch.ts";

// Outside of React, so that a watch goes on when its panel or its page is left.
const watches = new Map<string, { watch: Watch; stop: AbortController }>();
const listeners = new Set<() => void>();

/** The watch of one cell: what came of it so far, and how to begin and stop it. */
export type CellWatch = { watch: Watch | undefined; start: () => void; stop: () => void };

/** Joins the watch of a cell, wherever it was begun. */
export function useWatch(place: WatchedPlace): CellWatch {
  const client = useQueryClient();
  const key = `${place.identityId} ${place.vaultId}`;
  const watch = useSyncExternalStore(subscribe, () => watches.get(key)?.watch);
  return { watch, start: () => start(client, key, place), stop: () => watches.get(key)?.stop.abort() };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function start(client: QueryClient, key: string, place: WatchedPlace): void {
  watches.get(key)?.stop.abort();
  const stop = new AbortController();
  const onChange = (watch: Watch) => {
    if (watches.get(key)?.stop !== stop && watch.endedAtMs !== null) return;
    watches.set(key, { watch, stop });
    for (const listener of listeners) listener();
  };
  void watchUntilGreen(depsOf(client), { place, signal: stop.signal, onChange });
}

function depsOf(client: QueryClient): WatchDeps {
  return {
    now: () => Date.now(),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        signal.addEventListener("abort", () => {
          clearTimeout(timer);
          resolve();
        });
      }),
    probe: async ({ identityId, vaultId }) => {
      const cell = await readAs(cellSchema, api.probes.$post({ json: { identityId, vaultId } }));
      keepCell(client, cell);
      return cell;
    },
  };
}
