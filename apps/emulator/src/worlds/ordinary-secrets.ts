import type { Ids } from "../world/ids.ts";
import type { Secret } from "../world/schema.ts";
import { secretOf } from "./parts.ts";
import { secretValues as make } from "./secret-values.ts";

/** A dozen ordinary secrets for a vault named `vault`. */
export function ordinarySecrets(ids: Ids, vault: string): Secret[] {
  const of = (name: string, value: string, parts: Parameters<typeof secretOf>[3] = {}) =>
    secretOf(ids, `${vault}/${name}`, value, parts);
  const key = (name: string) => make.apiKey(ids, `${vault} ${name}`);
  return [
    of("api-key", key("api-key"), { tags: { owner: vault } }),
    of("api-key-previous", key("api-key-previous"), { enabled: false }),
    of("client-secret", make.password(ids, `${vault} client`), { expiresInDays: 200 }),
    of("database-connection", make.sqlConnection(ids, `${vault} db`)),
    of("encryption-key", ids.hex(`${vault} encryption`, 64)),
    of("endpoint", make.url(ids, `${vault} endpoint`)),
    of("merchant-id", make.guid(ids, `${vault} merchant`)),
    of("notification-key", key("notification-key"), { expiresInDays: 25 }),
    of("queue-connection", make.storageConnection(ids, `${vault} queue`)),
    of("settings", make.json(ids, `${vault} settings`), { contentType: "application/json" }),
    of("webhook-secret", key("webhook-secret")),
    of("webhook-secret-old", key("webhook-secret-old"), { deletedDaysAgo: 12 }),
  ];
}
