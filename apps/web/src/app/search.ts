import { z } from "zod";

/** One part of a page's URL. What is too long counts as absent. */
export const text = z.string().max(200).optional().catch(undefined);

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
