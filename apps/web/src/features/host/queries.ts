import { appAnswerSchema } from "@latchkey/shared/app";
import type { Person } from "@latchkey/shared/person";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { ProblemError, readAs } from "../../lib/read-as.ts";
import { testReadRefusal } from "./test-read-refusal.ts";

/** The app that this Latchkey looks from, the person, and what does not work at the moment. Asked again with a navigation. */
export const appQuery = queryOptions({
  queryKey: ["app"],
  queryFn: ({ signal }) => readAs(appAnswerSchema, api.app.$get({}, { init: { signal } })),
  staleTime: 30_000,
});

/** The signed-in person, or null while it is not known or there is none (outside App Service). */
export function usePerson(): Person | null {
  return useQuery(appQuery).data?.person ?? null;
}

/** Whether App Service lets somebody in who may see nothing here, or nobody at all; null for everybody else. */
export function useDoor(): "no-role" | "not-signed-in" | null {
  const { error } = useQuery(appQuery);
  if (!(error instanceof ProblemError)) return null;
  if (error.problem.status === 403) return "no-role";
  return error.problem.status === 401 ? "not-signed-in" : null;
}

/** Why a person may not test-read secrets, as a sentence; null when they may, or while that is not known. */
export function useTestReadRefusal(): string | null {
  const { data } = useQuery(appQuery);
  return data ? testReadRefusal(data) : null;
}

/** What of Latchkey itself does not work at the moment, a sentence each. */
export function useWarnings(): string[] {
  return useQuery(appQuery).data?.warnings ?? [];
}

/** The app and slot in words, "app-orders (slot staging)"; "this app" while it is not known. */
export function useHostName(): string {
  const app = useQuery(appQuery).data;
  if (app?.name.state !== "known") return "this app";
  const slot =
    app.slot.state === "known" && app.slot.value !== "production" ? ` (slot ${app.slot.value})` : "";
  return `${app.name.value}${slot}`;
}
