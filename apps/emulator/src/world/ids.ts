import { createHash } from "node:crypto";

/** Makes ids that are the same for the same seed, world and label. Nothing here is random. */
export type Ids = {
  guid(label: string): string;
  /** `length` lower-case hex digits, at most 64. */
  hex(label: string, length: number): string;
  /** `length` letters and digits, at most 43: material for made-up secret values. */
  text(label: string, length: number): string;
};

const digest = (parts: string[]) => createHash("sha256").update(parts.join("\u0000")).digest();

/** A GUID with the version and variant bits of a random one, derived from `parts`. */
export function deriveGuid(...parts: string[]): string {
  const hex = digest(parts).toString("hex");
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** `length` lower-case hex digits (at most 64) derived from `parts`. */
export const deriveHex = (length: number, ...parts: string[]) =>
  digest(parts).toString("hex").slice(0, length);

/** `length` letters and digits (at most 43) derived from `parts`. */
export const deriveText = (length: number, ...parts: string[]) =>
  digest(parts).toString("base64").replaceAll("+", "x").replaceAll("/", "y").slice(0, length);

export const idsFor = (seed: string, worldName: string): Ids => ({
  guid: (label) => deriveGuid(seed, worldName, label),
  hex: (label, length) => deriveHex(length, seed, worldName, label),
  text: (label, length) => deriveText(length, seed, worldName, label),
});
