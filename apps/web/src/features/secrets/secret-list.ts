import type { SecretItem } from "@latchkey/shared/secret";
import { relativeTime } from "../../lib/format-time.ts";

const expiringWithinMs = 30 * 86_400_000;

/** Which secrets are shown; `expiring` means within 30 days. */
export type Show = "all" | "disabled" | "expired" | "expiring";
export type Sort = "name" | "updated" | "expires";

/** What a person should know of a secret before its name is even read. */
export type SecretStatus = {
  kind: "enabled" | "disabled" | "expired" | "expiring" | "not-yet-valid";
  words: string;
};

/**
 * The status of a secret at an instant in epoch milliseconds. Disabled comes first, since it alone makes reading fail;
 * expired and not yet valid secrets can still be read.
 */
export function secretStatus(secret: SecretItem, nowMs: number): SecretStatus {
  if (!secret.enabled) return { kind: "disabled", words: "Disabled" };
  const expiresMs = secret.expiresAt ? Date.parse(secret.expiresAt) : null;
  if (expiresMs !== null && expiresMs <= nowMs) return { kind: "expired", words: "Expired" };
  if (secret.notBefore && Date.parse(secret.notBefore) > nowMs)
    return { kind: "not-yet-valid", words: "Not yet valid" };
  if (expiresMs !== null && expiresMs - nowMs <= expiringWithinMs) {
    return { kind: "expiring", words: `Expires ${relativeTime({ atMs: expiresMs, nowMs })}` };
  }
  return { kind: "enabled", words: "Enabled" };
}

/** How many secrets each filter would show. */
export function countSecrets(secrets: readonly SecretItem[], nowMs: number): Record<Show, number> {
  const counts = { all: secrets.length, disabled: 0, expired: 0, expiring: 0 };
  for (const secret of secrets) {
    const { kind } = secretStatus(secret, nowMs);
    if (kind === "disabled" || kind === "expired" || kind === "expiring") counts[kind] += 1;
  }
  return counts;
}

type View = { query: string; show: Show; sort: Sort; nowMs: number };

/** The secrets to show, in order: by name A to Z, last updated first, or first to expire first (those without an end last). */
export function selectSecrets(
  secrets: readonly SecretItem[],
  { query, show, sort, nowMs }: View,
): SecretItem[] {
  const wanted = query.trim().toLowerCase();
  const chosen = secrets.filter(
    (secret) =>
      (wanted === "" || secret.name.toLowerCase().includes(wanted)) &&
      (show === "all" || secretStatus(secret, nowMs).kind === show),
  );
  return chosen.sort(orderOf(sort));
}

function orderOf(sort: Sort): (left: SecretItem, right: SecretItem) => number {
  const byName = (left: SecretItem, right: SecretItem) => compare(left.name, right.name);
  switch (sort) {
    case "name":
      return byName;
    case "updated":
      return (left, right) => compare(right.updatedAt ?? "", left.updatedAt ?? "") || byName(left, right);
    case "expires":
      return (left, right) =>
        compare(left.expiresAt ?? "9999", right.expiresAt ?? "9999") || byName(left, right);
    default:
      return sort satisfies never;
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
