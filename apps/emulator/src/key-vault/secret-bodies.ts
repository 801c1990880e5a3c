import type { Cloud } from "../cloud/cloud.ts";
import type { Secret, SecretVersion, Vault } from "../world/schema.ts";
import { currentVersion } from "../world/secrets.ts";

const daySeconds = 86_400;

export const vaultHost = (vault: Vault) => `${vault.name}.vault.azure.net`;

const epochSeconds = (cloud: Cloud, days: number) => Math.floor(cloud.epochMs / 1000 + days * daySeconds);

/** Source: recorded answers: 90 days is the plain level, fewer days a customised one. */
const recovery = (vault: Vault) => ({
  recoveryLevel:
    vault.softDeleteRetentionDays === 90 ? "Recoverable+Purgeable" : "CustomizedRecoverable+Purgeable",
  recoverableDays: vault.softDeleteRetentionDays,
});

function attributes(cloud: Cloud, vault: Vault, version: SecretVersion) {
  const created = epochSeconds(cloud, -version.createdDaysAgo);
  return {
    enabled: version.enabled,
    ...(version.notBeforeInDays === undefined ? {} : { nbf: epochSeconds(cloud, version.notBeforeInDays) }),
    ...(version.expiresInDays === undefined ? {} : { exp: epochSeconds(cloud, version.expiresInDays) }),
    created,
    updated: created,
    ...recovery(vault),
  };
}

const secretUri = (vault: Vault, name: string) => `https://${vaultHost(vault)}/secrets/${name}`;

function metadata(cloud: Cloud, vault: Vault, version: SecretVersion, id: string) {
  return {
    ...(version.contentType === undefined ? {} : { contentType: version.contentType }),
    id,
    attributes: attributes(cloud, vault, version),
    ...(version.tags === undefined ? {} : { tags: version.tags }),
  };
}

/** A secret with its value; the only body that holds one, and it is noted for the leak tests. */
export function secretBundle(cloud: Cloud, vault: Vault, name: string, version: SecretVersion) {
  cloud.handedOut.add(version.value);
  return {
    value: version.value,
    ...metadata(cloud, vault, version, `${secretUri(vault, name)}/${version.version}`),
  };
}

/** An item of the list: the current version's metadata under an ID without version. */
export const secretItem = (cloud: Cloud, vault: Vault, secret: Secret) =>
  metadata(cloud, vault, currentVersion(secret), secretUri(vault, secret.name));

export const versionItem = (cloud: Cloud, vault: Vault, name: string, version: SecretVersion) =>
  metadata(cloud, vault, version, `${secretUri(vault, name)}/${version.version}`);

/** A soft-deleted secret. `withVersion` is how a single one is answered; the list leaves the version out. */
export function deletedSecretItem(cloud: Cloud, vault: Vault, secret: Secret, withVersion: boolean) {
  const version = currentVersion(secret);
  const deletedDaysAgo = secret.deletedDaysAgo ?? 0;
  const id = withVersion
    ? `${secretUri(vault, secret.name)}/${version.version}`
    : secretUri(vault, secret.name);
  return {
    recoveryId: `https://${vaultHost(vault)}/deletedsecrets/${secret.name}`,
    deletedDate: epochSeconds(cloud, -deletedDaysAgo),
    scheduledPurgeDate: epochSeconds(cloud, vault.softDeleteRetentionDays - deletedDaysAgo),
    ...metadata(cloud, vault, version, id),
  };
}
