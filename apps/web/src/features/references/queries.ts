import { referencesAnswerSchema } from "@latchkey/shared/references";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { readAs } from "../../lib/read-as.ts";

/** The Key Vault references of this app, each with one verdict. */
export const referencesQuery = queryOptions({
  queryKey: ["references"],
  queryFn: ({ signal }) => readAs(referencesAnswerSchema, api.references.$get({}, { init: { signal } })),
  staleTime: 30_000, // ms: every refetch reads each secret directly
});
