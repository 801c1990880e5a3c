import { z } from "zod";

const text = z.string().max(200).optional().catch(undefined);

/** The parts of each page's URL. Whatever does not fit is left out, so that an old link still opens its page. */
export const overviewSearchSchema = z.object({
  identity: text,
  vault: text,
  filter: z.literal("closed").optional().catch(undefined),
});
export const identitiesSearchSchema = z.object({ identity: text });
export const vaultsSearchSchema = z.object({ vault: text });
export const secretsSearchSchema = z.object({
  vault: text,
  identity: text,
  q: text,
  show: z.enum(["all", "disabled", "expired", "expiring"]).optional().catch(undefined),
  sort: z.enum(["name", "updated", "expires"]).optional().catch(undefined),
  secret: text,
});

export const setupSearchSchema = z.object({ identity: text, vault: text });
export const compareSearchSchema = z.object({
  left: text,
  right: text,
  show: z.enum(["all", "differences"]).optional().catch(undefined),
  /** The vault whose secret names are compared. */
  vault: text,
  /** The rehearsed change, and the identity or vault that it is about. */
  change: text,
  target: text,
});

export const historySearchSchema = z.object({
  range: z.enum(["hour", "day", "week", "month"]).optional().catch(undefined),
});
export const auditSearchSchema = z.object({
  person: text,
  vault: text,
  identity: text,
  action: z.enum(["start", "report", "probe", "list", "test-read"]).optional().catch(undefined),
  /** Days in UTC, the last one included. */
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
});

/** Reads a query string as plain texts: `?q=12` stays the text 12. */
export function parseSearch(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

/** The reverse of `parseSearch`; parts without a value are left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => typeof value === "string" && value !== "");
  const query = new URLSearchParams(
    given.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return query ? `?${query}` : "";
}
