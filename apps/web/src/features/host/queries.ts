import { appAnswerSchema } from "@latchkey/shared/app";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { readAs } from "../../lib/read-as.ts";

/** The app that this Latchkey looks from. It changes only with a restart. */
export const appQuery = queryOptions({
  queryKey: ["app"],
  queryFn: ({ signal }) => readAs(appAnswerSchema, api.app.$get({}, { init: { signal } })),
  staleTime: 300_000,
});

/** The signed-in person's name, or null while it is not known or there is none. */
export function usePerson(): string | null {
  return useQuery(appQuery).data?.person ?? null;
}

/** The app and slot in words, "app-orders (slot staging)"; "this app" while it is not known. */
export function useHostName(): string {
  const app = useQuery(appQuery).data;
  if (app?.name.state !== "known") return "this app";
  const slot =
    app.slot.state === "known" && app.slot.value !== "production" ? ` (slot ${app.slot.value})` : "";
  return `${app.name.value}${slot}`;
}
