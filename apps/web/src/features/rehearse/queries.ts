import { type ChangeKind, rehearseAnswerSchema } from "@latchkey/shared/rehearse";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { readAs } from "../../lib/read-as.ts";

/** A change to rehearse, and the identity or the vault that it is about. */
export type Rehearsal = {
  change: ChangeKind;
  identityId?: string | undefined;
  vaultId?: string | undefined;
};

/** What a change would do, worked out from the last report. Nothing is changed. */
export const rehearseQuery = (rehearsal: Rehearsal) =>
  queryOptions({
    queryKey: ["rehearse", rehearsal.change, rehearsal.identityId ?? null, rehearsal.vaultId ?? null],
    queryFn: ({ signal }) =>
      readAs(rehearseAnswerSchema, api.rehearse.$get({ query: rehearsal }, { init: { signal } })),
    placeholderData: keepPreviousData,
  });
