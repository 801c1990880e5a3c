import type { ConnectionStringReading, LegacyConnection } from "@latchkey/shared/connection-string";
import { maskSecrets } from "../../text/mask-secrets.ts";
import { type Entry, type GrammarFault, parseEntries, printEntries } from "./entries.ts";
import { maskMalformed, secretMask, shownKey } from "./mask-connection-string.ts";
import { meaningOf, replacementOf } from "./replacement.ts";

const knownKeys = [
  "RunAs",
  "AppId",
  "TenantId",
  "AppKey",
  "CertificateThumbprint",
  "CertificateSubjectName",
  "CertificateStoreLocation",
  "KeyVaultCertificateSecretIdentifier",
  "DeveloperTool",
  "MsiRetryTimeout",
] as const;
type KnownKey = (typeof knownKeys)[number];

/**
 * Takes an `AzureServicesAuthConnectionString` apart as the retired library Microsoft.Azure.Services.AppAuthentication would. Never
 * throws; nothing secret is in what comes back.
 * Source: azure-sdk-for-net, AzureServiceTokenProviderFactory.Create.
 */
export function readConnectionString(text: string): ConnectionStringReading {
  const read = connectionOf(text);
  if ("reason" in read) return { state: "malformed", ...read, masked: maskMalformed(text) };
  const { connection, entries } = read;
  return {
    state: "valid",
    connection,
    masked: printConnectionString(connection),
    ignoredKeys: entries.filter(({ key }) => !nameOf(key)).map(({ key }) => shownKey(key)),
    meaning: meaningOf(connection),
    replacement: replacementOf(connection),
  };
}

/** The plainest string that asks for this connection. Its secret is the mask, since that is all a connection holds. */
export function printConnectionString(connection: LegacyConnection): string {
  const pairs = Object.entries(attributesOf(connection)).map(([key, value]) => ({ key, value }));
  return printEntries(pairs);
}

function attributesOf(connection: LegacyConnection): Partial<Record<KnownKey, string>> {
  switch (connection.kind) {
    case "managed-identity":
      return {
        RunAs: "App",
        ...(connection.clientId !== null && { AppId: connection.clientId }),
        ...(connection.retryTimeoutSeconds !== null && {
          MsiRetryTimeout: String(connection.retryTimeoutSeconds),
        }),
      };
    case "client-secret":
      return {
        RunAs: "App",
        AppId: connection.clientId,
        TenantId: connection.tenantId,
        AppKey: connection.appKey,
      };
    case "certificate":
      return {
        RunAs: "App",
        AppId: connection.clientId,
        TenantId: connection.tenantId,
        [connection.find === "thumbprint" ? "CertificateThumbprint" : "CertificateSubjectName"]:
          connection.value,
        CertificateStoreLocation: connection.store,
      };
    case "key-vault-certificate":
      return {
        RunAs: "App",
        AppId: connection.clientId,
        ...(connection.tenantId !== null && { TenantId: connection.tenantId }),
        KeyVaultCertificateSecretIdentifier: connection.secretIdentifier,
      };
    case "developer":
      return { RunAs: "Developer", DeveloperTool: connection.tool };
    case "current-user":
      return { RunAs: "CurrentUser" };
    default:
      return connection satisfies never;
  }
}

type Settings = { get(key: KnownKey): string | undefined; at(key: KnownKey): number };

function connectionOf(text: string): { connection: LegacyConnection; entries: Entry[] } | GrammarFault {
  if (text.trim() === "") return { position: 0, reason: "The string is empty." };
  const entries = parseEntries(text);
  if ("reason" in entries) return entries;
  const found = new Map(entries.map((entry) => [nameOf(entry.key), entry]));
  const settings: Settings = {
    get: (key) => found.get(key)?.value,
    at: (key) => found.get(key)?.valueAt ?? found.get("RunAs")?.keyAt ?? 0,
  };
  const connection = connectionBy(settings);
  return "reason" in connection ? connection : { connection, entries };
}

function nameOf(key: string): KnownKey | undefined {
  return knownKeys.find((known) => known.toLowerCase() === key.toLowerCase());
}

function connectionBy(settings: Settings): LegacyConnection | GrammarFault {
  const runAs = settings.get("RunAs");
  if (!runAs?.trim()) return missing(settings, "RunAs");
  switch (runAs.toLowerCase()) {
    case "developer":
      return developer(settings);
    case "currentuser":
      return { kind: "current-user" };
    case "app":
      return settings.get("AppId") === undefined ? managedIdentity(settings, null) : asApp(settings);
    default:
      return { position: settings.at("RunAs"), reason: "RunAs must be App, Developer or CurrentUser." };
  }
}

function developer(settings: Settings): LegacyConnection | GrammarFault {
  const tool = settings.get("DeveloperTool");
  if (!tool?.trim()) return missing(settings, "DeveloperTool");
  const known = (["AzureCLI", "VisualStudio"] as const).find(
    (name) => name.toLowerCase() === tool.toLowerCase(),
  );
  if (known) return { kind: "developer", tool: known };
  return {
    position: settings.at("DeveloperTool"),
    reason: "DeveloperTool must be AzureCLI or VisualStudio.",
  };
}

/** The order of precedence is the library's: certificate in a store, certificate in Key Vault, client secret, managed identity. */
function asApp(settings: Settings): LegacyConnection | GrammarFault {
  const clientId = settings.get("AppId");
  if (!clientId?.trim()) return missing(settings, "AppId");
  if (settings.get("CertificateStoreLocation") !== undefined) return certificate(settings, shownId(clientId));
  for (const key of ["CertificateThumbprint", "CertificateSubjectName"] as const)
    if (settings.get(key) !== undefined)
      return { position: settings.at(key), reason: `${key} needs CertificateStoreLocation beside it.` };
  if (settings.get("KeyVaultCertificateSecretIdentifier") !== undefined)
    return keyVaultCertificate(settings, shownId(clientId));
  if (settings.get("AppKey") !== undefined) return clientSecret(settings, shownId(clientId));
  return managedIdentity(settings, shownId(clientId));
}

function certificate(settings: Settings, clientId: string): LegacyConnection | GrammarFault {
  const by = settings.get("CertificateThumbprint") === undefined ? "subject-name" : "thumbprint";
  const key = by === "thumbprint" ? "CertificateThumbprint" : "CertificateSubjectName";
  if (settings.get(key) === undefined)
    return {
      position: settings.at("CertificateStoreLocation"),
      reason: "CertificateStoreLocation needs CertificateThumbprint or CertificateSubjectName beside it.",
    };
  const value = settings.get(key);
  if (!value?.trim()) return missing(settings, key);
  const location = settings.get("CertificateStoreLocation")?.trim().toLowerCase();
  if (!location) return missing(settings, "CertificateStoreLocation");
  // The library parses the name as a .NET enumeration, which takes its numbers too.
  const store = {
    currentuser: "CurrentUser",
    "1": "CurrentUser",
    localmachine: "LocalMachine",
    "2": "LocalMachine",
  }[location] as "CurrentUser" | "LocalMachine" | undefined;
  if (!store)
    return {
      position: settings.at("CertificateStoreLocation"),
      reason: "CertificateStoreLocation must be CurrentUser or LocalMachine.",
    };
  const tenantId = settings.get("TenantId");
  if (!tenantId?.trim()) return missing(settings, "TenantId");
  return {
    kind: "certificate",
    clientId,
    tenantId: shownId(tenantId),
    store,
    find: by,
    value: maskSecrets(value),
  };
}

function keyVaultCertificate(settings: Settings, clientId: string): LegacyConnection | GrammarFault {
  const secretIdentifier = settings.get("KeyVaultCertificateSecretIdentifier");
  if (!secretIdentifier?.trim()) return missing(settings, "KeyVaultCertificateSecretIdentifier");
  const timeout = retryTimeout(settings);
  if (typeof timeout === "object" && timeout) return timeout;
  const tenantId = settings.get("TenantId");
  return {
    kind: "key-vault-certificate",
    clientId,
    tenantId: tenantId === undefined ? null : shownId(tenantId),
    secretIdentifier: maskSecrets(secretIdentifier),
  };
}

function clientSecret(settings: Settings, clientId: string): LegacyConnection | GrammarFault {
  if (!settings.get("AppKey")?.trim()) return missing(settings, "AppKey");
  const tenantId = settings.get("TenantId");
  if (!tenantId?.trim()) return missing(settings, "TenantId");
  return { kind: "client-secret", clientId, tenantId: shownId(tenantId), appKey: secretMask };
}

function managedIdentity(settings: Settings, clientId: string | null): LegacyConnection | GrammarFault {
  const timeout = retryTimeout(settings);
  if (typeof timeout === "object" && timeout) return timeout;
  return { kind: "managed-identity", clientId, retryTimeoutSeconds: timeout };
}

function retryTimeout(settings: Settings): number | null | GrammarFault {
  const written = settings.get("MsiRetryTimeout");
  if (written === undefined) return null;
  const seconds = /^\s*[+-]?\d+\s*$/.test(written) ? Number(written) : Number.NaN;
  // A 32-bit number. A negative one passes the first check, then MsiAccessTokenProvider refuses it.
  if (seconds >= 0 && seconds < 2_147_483_648) return seconds + 0;
  return {
    position: settings.at("MsiRetryTimeout"),
    reason: "MsiRetryTimeout must be a whole number of seconds, 0 or more.",
  };
}

/** An id is shown as it was written; should a secret stand in its place, it is masked. */
function shownId(written: string): string {
  return maskSecrets(written);
}

function missing(settings: Settings, key: KnownKey): GrammarFault {
  const empty = settings.get(key) !== undefined;
  return { position: settings.at(key), reason: empty ? `${key} is empty.` : `${key} is missing.` };
}
