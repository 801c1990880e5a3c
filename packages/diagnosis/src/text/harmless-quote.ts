import { withoutControls } from "./clean-text.ts";
import { maskSecrets } from "./mask-secrets.ts";

const longestQuote = 300;

/** A quote that may be shown anywhere: secrets masked, no control characters, of bounded length. */
export function harmlessQuote(text: string): string {
  const masked = maskSecrets(withoutControls(text)).trim();
  return masked.length > longestQuote ? `${masked.slice(0, longestQuote)}…` : masked;
}
