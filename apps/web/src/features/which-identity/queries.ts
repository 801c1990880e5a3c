import { whichIdentityAnswerSchema } from "@latchkey/shared/which-identity";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { readAs } from "../../lib/read-as.ts";

/** What each library would get in this app, checked against a real call where this process can make it. */
export const whichIdentityQuery = queryOptions({
  queryKey: ["which-identity"],
  queryFn: ({ signal }) =>
    readAs(whichIdentityAnswerSchema, api["which-identity"].$get({}, { init: { signal } })),
});
