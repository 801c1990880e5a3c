import { type AuditAnswer, auditAnswerSchema, auditChainSchema } from "@latchkey/shared/audit";
import { infiniteQueryOptions, mutationOptions } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { readAs } from "../../lib/read-as.ts";
import { type AuditView, auditQuery } from "./audit-filter.ts";

/** The records that a filter lets through, newest first, page by page. */
export const auditRecordsQuery = (view: AuditView) =>
  infiniteQueryOptions({
    queryKey: ["audit", auditQuery(view)],
    queryFn: ({ signal, pageParam }) =>
      readAs(
        auditAnswerSchema,
        api.audit.$get(
          { query: { ...auditQuery(view), ...(pageParam && { cursor: pageParam }) } },
          { init: { signal } },
        ),
      ),
    initialPageParam: "",
    getNextPageParam: ({ cursor }: AuditAnswer) => cursor,
    staleTime: 10_000,
  });

/** Follows the whole chain of records from the first to the last. */
export const verifyChainMutation = mutationOptions({
  mutationKey: ["audit", "chain"],
  mutationFn: () => readAs(auditChainSchema, api.audit.chain.$get()),
});
