import { identitiesAnswerSchema } from "@latchkey/shared/identity";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { readAs } from "../../lib/read-as.ts";

/** The identities of this app, *As configured* first, and the settings that select one. */
export const identitiesQuery = queryOptions({
  queryKey: ["identities"],
  queryFn: ({ signal }) => readAs(identitiesAnswerSchema, api.identities.$get({}, { init: { signal } })),
});
