import { type SetupAnswer, setupAnswerSchema } from "@latchkey/shared/setup";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { readAs } from "../../lib/read-as.ts";

const whileOpenMs = 10_000;
const whenDoneMs = 60_000;

/** Milliseconds between two checks while the page is seen: each check probes the vault, so a finished list is checked less often. */
export function recheckMs(answer: Pick<SetupAnswer, "nextStep"> | undefined): number {
  return answer?.nextStep === null ? whenDoneMs : whileOpenMs;
}

/** What the checklist is about; without one the backend chooses. */
export type SetupPlace = { identityId?: string | undefined; vaultId?: string | undefined };

/** The checklist of one identity at one vault. It is asked again by itself while the page is seen. */
export const setupQuery = ({ identityId, vaultId }: SetupPlace) =>
  queryOptions({
    queryKey: ["setup", identityId ?? null, vaultId ?? null],
    queryFn: ({ signal }) =>
      readAs(setupAnswerSchema, api.setup.$get({ query: { identityId, vaultId } }, { init: { signal } })),
    refetchInterval: ({ state }) => recheckMs(state.data),
    placeholderData: keepPreviousData,
    staleTime: whileOpenMs,
  });
