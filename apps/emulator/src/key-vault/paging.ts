import { z } from "zod";
import type { Vault } from "../world/schema.ts";
import { vaultHost } from "./secret-bodies.ts";

/** The service's own page size, and the largest that a caller may ask for. Source: Microsoft Learn, Get Secrets. */
const pageSize = 25;

const tokenSchema = z.object({ NextMarker: z.string(), TargetLocation: z.literal(0) });

export type Page = { from: number; size: number };

/** Undefined when `maxresults` or `$skiptoken` is not one that the vault gave or takes. */
export function readPage(query: URLSearchParams): Page | undefined {
  const size = Number(query.get("maxresults") ?? pageSize);
  if (!Number.isInteger(size) || size < 1 || size > pageSize) return undefined;
  const token = query.get("$skiptoken");
  if (token === null) return { from: 0, size };
  try {
    const { NextMarker } = tokenSchema.parse(JSON.parse(Buffer.from(token, "base64").toString("utf8")));
    const from = Number(Buffer.from(NextMarker.split("!").at(2) ?? "", "base64").toString("utf8"));
    return Number.isInteger(from) && from > 0 ? { from, size } : undefined;
  } catch {
    return undefined;
  }
}

/** The absolute link to the page that begins at `from`, with the port, as the service writes it. */
export function nextLink(vault: Vault, path: string, query: URLSearchParams, { from, size }: Page): string {
  const marker = Buffer.from(String(from)).toString("base64");
  const token = Buffer.from(
    JSON.stringify({ NextMarker: `2!${marker.length}!${marker}`, TargetLocation: 0 }),
  ).toString("base64");
  const version = query.get("api-version") ?? "";
  return `https://${vaultHost(vault)}:443${path}?api-version=${version}&$skiptoken=${encodeURIComponent(token)}&maxresults=${size}`;
}
