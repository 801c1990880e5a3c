import type { ModernReplacement } from "@latchkey/shared/connection-string";

/** App settings as lines to paste: `NAME=value` each. */
export function settingLines(settings: ModernReplacement["settings"]): string {
  return settings.map(({ name, value }) => `${name}=${value}`).join("\n");
}

/**
 * A text parted at the character where it goes wrong; at the very end, or where masking made the text shorter than the position, the
 * mark is a space.
 */
export function markedAt(text: string, position: number): { before: string; at: string; after: string } {
  const from = Math.min(position, text.length);
  return { before: text.slice(0, from), at: text.slice(from, from + 1) || " ", after: text.slice(from + 1) };
}
