import type { SecretProperties } from "@azure/keyvault-secrets";
import type { SecretItem } from "@latchkey/shared/secret";

/** What a list shows of one secret. */
export function secretItem(properties: SecretProperties): SecretItem {
  const { name, enabled, contentType, createdOn, updatedOn, notBefore, expiresOn, tags } = properties;
  return {
    kind: "secret",
    name,
    enabled: enabled ?? true,
    ...(contentType && { contentType }),
    ...instants({ createdAt: createdOn, updatedAt: updatedOn, notBefore, expiresAt: expiresOn }),
    ...(properties.certificateKeyId && { managed: true }),
    ...(tags && Object.keys(tags).length > 0 && { tags }),
  };
}

/** The given dates as ISO 8601 UTC; those that are absent or no date are left out. */
function instants<Name extends string>(dates: Record<Name, Date | undefined>): Partial<Record<Name, string>> {
  const written: Partial<Record<Name, string>> = {};
  for (const name in dates) {
    const date = dates[name];
    if (date && !Number.isNaN(date.getTime())) written[name] = date.toISOString();
  }
  return written;
}
