import { vaultsAnswerSchema } from "@latchkey/shared/vault";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { readAs } from "../../lib/read-as.ts";

/** The vaults that are configured or were found, with what was seen of them on the network. */
export const vaultsQuery = queryOptions({
  queryKey: ["vaults"],
  queryFn: ({ signal }) => readAs(vaultsAnswerSchema, api.vaults.$get({}, { init: { signal } })),
});
