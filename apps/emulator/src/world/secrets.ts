import { deriveHex, deriveText } from "./ids.ts";
import type { Secret, Vault } from "./schema.ts";

const topics = ["orders-api-key", "billing-token", "search-key", "mail-password", "cache-connection"];

/** The secret at `index` of a series vault: the same index gives the same secret. */
function seriesSecret(source: Extract<Vault["secrets"], { kind: "series" }>, index: number): Secret {
  const number = String(index).padStart(5, "0");
  const name = `${source.prefix}-${number}-${topics[index % topics.length]}`;
  return {
    name,
    versions: [
      {
        version: deriveHex(32, source.seed, name, "version"),
        value: `series-${deriveText(32, source.seed, name, "value")}`,
        enabled: index % 50 !== 49,
        createdDaysAgo: 30 + (index % 300),
        contentType: "text/plain",
        tags: { owner: index % 2 === 0 ? "orders" : "platform" },
        ...(index % 10 === 0 ? { expiresInDays: (index % 90) - 10 } : {}),
      },
    ],
  };
}

const byName = (left: Secret, right: Secret) =>
  left.name.toLowerCase() < right.name.toLowerCase()
    ? -1
    : left.name.toLowerCase() > right.name.toLowerCase()
      ? 1
      : 0;

/** The vault's secrets that are not deleted, from `from` on, at most `count`, by name; and whether more follow. */
export function pageOfSecrets(
  vault: Vault,
  from: number,
  count: number,
): { secrets: Secret[]; more: boolean } {
  const source = vault.secrets;
  if (source.kind === "series") {
    const end = Math.min(source.count, from + count);
    const secrets = Array.from({ length: Math.max(0, end - from) }, (_, offset) =>
      seriesSecret(source, from + offset),
    );
    return { secrets, more: end < source.count };
  }
  const live = source.secrets.filter((secret) => secret.deletedDaysAgo === undefined).sort(byName);
  return { secrets: live.slice(from, from + count), more: from + count < live.length };
}

/** How many secrets the vault holds, soft-deleted ones left out. */
export const countSecrets = (vault: Vault): number =>
  vault.secrets.kind === "series"
    ? vault.secrets.count
    : vault.secrets.secrets.filter((secret) => secret.deletedDaysAgo === undefined).length;

export const deletedSecrets = (vault: Vault): Secret[] =>
  vault.secrets.kind === "series"
    ? []
    : vault.secrets.secrets.filter((secret) => secret.deletedDaysAgo !== undefined).sort(byName);

/** Names are case-insensitive. Soft-deleted secrets are not found here. */
export function findSecret(vault: Vault, name: string): Secret | undefined {
  const wanted = name.toLowerCase();
  const source = vault.secrets;
  if (source.kind === "listed") {
    return source.secrets.find((s) => s.name.toLowerCase() === wanted && s.deletedDaysAgo === undefined);
  }
  const index = Number.parseInt(wanted.slice(source.prefix.length + 1), 10);
  if (!Number.isInteger(index) || index < 0 || index >= source.count) return undefined;
  const secret = seriesSecret(source, index);
  return secret.name.toLowerCase() === wanted ? secret : undefined;
}

export const findDeletedSecret = (vault: Vault, name: string): Secret | undefined =>
  deletedSecrets(vault).find((secret) => secret.name.toLowerCase() === name.toLowerCase());

/** The newest version, which a get without a version reads. */
export function currentVersion(secret: Secret): Secret["versions"][number] {
  const current = secret.versions.at(-1);
  if (!current) throw new Error(`Secret ${secret.name} has no version.`);
  return current;
}
