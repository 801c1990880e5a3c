import { z } from "zod";
import type { AuditKey } from "./store.ts";

const keySchema = z.tuple([z.iso.datetime(), z.string().regex(/^[\w-]{1,200}$/), z.int().min(0)]);

/** A place in the audit as a text for an address. */
export function cursorOf({ at, segment, seq }: AuditKey): string {
  return Buffer.from(JSON.stringify([at, segment, seq])).toString("base64url");
}

/** The place that a cursor names; undefined when it is none of ours. */
export function keyOf(cursor: string): AuditKey | undefined {
  try {
    const [at, segment, seq] = keySchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { at, segment, seq };
  } catch {
    return undefined;
  }
}
