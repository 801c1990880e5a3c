import type { Ids } from "../world/ids.ts";
import type { Secret } from "../world/schema.ts";
import { secretOf, withNewVersion } from "./parts.ts";
import { farAhead, longAgo, secretValues as make } from "./secret-values.ts";

/** The secrets of `kv-orders`: every kind of value and every kind of trouble that a page must show. */
export function ordersSecrets(ids: Ids): Secret[] {
  const of = (name: string, value: string, parts: Parameters<typeof secretOf>[3] = {}) =>
    secretOf(ids, `kv-orders/${name}`, value, parts);
  const longName = `orders-${"integration-".repeat(9)}endpoint-key`.padEnd(127, "x").slice(0, 127);
  return [
    withNewVersion(
      ids,
      of("orders-db-connection", make.sqlConnection(ids, "orders db old"), { createdDaysAgo: 400 }),
      make.sqlConnection(ids, "orders db"),
    ),
    of("orders-db-password", make.password(ids, "orders db password"), {
      tags: { owner: "team-orders", rotation: "90d" },
    }),
    of("storage-connection", make.storageConnection(ids, "storage")),
    of("smtp-settings", make.json(ids, "smtp"), { contentType: "application/json" }),
    of("signing-key", make.pem(ids, "signing"), { contentType: "application/x-pem-file" }),
    of("tenant-marker", make.guid(ids, "tenant marker")),
    of("webhook-url", make.url(ids, "webhook")),
    of("partner-token", make.jwt(ids, "partner", farAhead)),
    of("partner-token-old", make.jwt(ids, "partner old", longAgo)),
    of("empty-value", ""),
    of("trailing-line-break", `${make.password(ids, "trailing")}\n`),
    of("leading-space", ` ${make.password(ids, "leading")}`),
    of("placeholder", "changeme"),
    of("copied-reference", "@Microsoft.KeyVault(VaultName=kv-orders;SecretName=orders-db-password)"),
    of("feature-flag-key", make.apiKey(ids, "flags"), { enabled: false }),
    of("old-certificate-password", make.password(ids, "old certificate"), { expiresInDays: -40 }),
    of("payment-callback-key", make.apiKey(ids, "callback"), { expiresInDays: 9 }),
    of("next-quarter-key", make.apiKey(ids, "next quarter"), { notBeforeInDays: 30 }),
    of("retired-key", make.apiKey(ids, "retired"), { deletedDaysAgo: 5 }),
    of("retired-flag-key", make.apiKey(ids, "retired flag"), { deletedDaysAgo: 20, enabled: false }),
    of(longName, make.password(ids, "long name")),
    of("export-label", make.password(ids, "export"), {
      contentType: '=HYPERLINK("https://example.com","open")',
    }),
    of("note", make.password(ids, "note"), {
      contentType: "<script>document.title='x'</script>",
      tags: { "<b>owner</b>": "=1+1" },
    }),
  ];
}
