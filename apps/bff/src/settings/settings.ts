import { type Cloud, clouds } from "@latchkey/diagnosis/azure/clouds";
import { readConnectionString } from "@latchkey/diagnosis/azure/connection-string/read-connection-string";
import { type ClientId, clientIdSchema } from "@latchkey/shared/azure-ids";
import type { ConnectionStringReading } from "@latchkey/shared/connection-string";
import { z } from "zod";
import { type ConfiguredVault, configuredVaults, splitList } from "./configured-vaults.ts";
import { type ConnectTo, isLoopback, parseConnectTo } from "./connect-to.ts";
import type { Environment } from "./environment.ts";
import { type GuardSettings, guardSettings } from "./guard.ts";
import { type ProcessReferences, processReferences } from "./process-references.ts";
import { read } from "./read.ts";
import { SettingError } from "./setting-error.ts";
import { type StoreSettings, storeSettings } from "./stores.ts";
import { codeEnvironment, diagnosisEnvironment } from "./told-environment.ts";

/** Everything that the environment tells, read once at the start. */
export type Settings = {
  port: number;
  /** The address to listen on: every one on App Service, else loopback only. */
  host: string;
  logLevel: "debug" | "info" | "warn" | "error";
  /** May the last 4 characters of a long secret be shown? */
  showLastCharacters: boolean;
  cloud: Cloud;
  vaults: ConfiguredVault[];
  /** `AZURE_CLIENT_ID` as it is written, because that is what the libraries send; undefined when unset, blank counts as unset. */
  azureClientId: string | undefined;
  /** Client IDs that settings name besides, in order, with the setting's name. */
  furtherClientIds: { clientId: ClientId; foundIn: string }[];
  hasLegacyConnectionString: boolean;
  /** `AzureServicesAuthConnectionString` taken apart, its secrets masked; null when it is not set or blank. */
  legacyConnection: ConnectionStringReading | null;
  /** What a library sees of the settings that decide which identity it uses; secret ones read `"set"`. */
  codeEnvironment: Record<string, string>;
  /** The Key Vault references that this process shows, without values. */
  references: ProcessReferences;
  connectTo: ConnectTo[];
  /** `address:port` of each DNS server; empty means the system's. */
  dnsServers: string[];
  identityEndpoint: IdentityEndpoint | undefined;
  appService: AppServiceFacts;
  guard: GuardSettings;
  stores: StoreSettings;
  /** The settings that matter to a diagnosis: the value, `"set"` where it is secret or long, null where it is not set. */
  diagnosisEnvironment: Record<string, string | null>;
};

/** What a verb takes that reads settings. */
export type WithSettings = { settings: Settings };

/** The local identity endpoint. The header value is a secret: it is only ever sent to that endpoint. */
export type IdentityEndpoint = { url: string; header: string };

/** What App Service says of itself in the environment (Microsoft Learn, "Environment variables and app settings reference"). */
export type AppServiceFacts = {
  onAppService: boolean;
  signInEnabled: boolean;
  siteName: string | undefined;
  slotName: string | undefined;
  resourceGroup: string | undefined;
  subscriptionId: string | undefined;
  region: string | undefined;
  instanceId: string | undefined;
};

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(65_535));

/**
 * Parses the environment.
 * @throws SettingError with one line that names the setting, what was found and what is allowed.
 */
export function parseSettings(env: Environment): Settings {
  const cloud = parseCloud(env);
  const appService = appServiceFacts(env);
  return {
    port: read(env, "PORT", port, 8080, "a port number from 1 to 65535"),
    host: listenAddress(env, appService),
    logLevel: read(
      env,
      "LATCHKEY_LOG_LEVEL",
      z.enum(["debug", "info", "warn", "error"]),
      "info",
      "debug, info, warn or error",
    ),
    showLastCharacters: read(env, "LATCHKEY_SHOW_LAST_CHARACTERS", z.stringbool(), true, "true or false"),
    cloud,
    vaults: configuredVaults(env, cloud.vaultSuffix),
    azureClientId: env.AZURE_CLIENT_ID?.trim() ? env.AZURE_CLIENT_ID : undefined,
    furtherClientIds: furtherClientIds(env),
    hasLegacyConnectionString: Boolean(env.AzureServicesAuthConnectionString),
    legacyConnection: legacyConnection(env),
    codeEnvironment: codeEnvironment(env),
    references: processReferences(env),
    connectTo: parseConnectTo(env.LATCHKEY_CONNECT_TO),
    dnsServers: dnsServers(env),
    identityEndpoint: identityEndpoint(env),
    appService,
    guard: guardSettings(env),
    stores: storeSettings(env, appService.onAppService),
    diagnosisEnvironment: diagnosisEnvironment(env),
  };
}

// Outside App Service nobody vouches for who asks, so nobody but this machine is answered.
function listenAddress(env: Environment, { onAppService }: AppServiceFacts): string {
  const address = z.union([z.ipv4(), z.ipv6()]);
  if (onAppService) return read(env, "LATCHKEY_HOST", address, "0.0.0.0", "an IP address to listen on");
  const allowed = "a loopback address, 127.0.0.1 or ::1, as this is not App Service";
  return read(env, "LATCHKEY_HOST", address.refine(isLoopback), "127.0.0.1", allowed);
}

function parseCloud(env: Environment): Cloud {
  const name = read(
    env,
    "AZURE_CLOUD",
    z.enum(["AzureCloud", "AzureUSGovernment", "AzureChinaCloud"]),
    "AzureCloud",
    Object.keys(clouds).join(", "),
  );
  const known = clouds[name];
  const https = z.url({ protocol: /^https$/ }).transform((url) => url.replace(/\/+$/, ""));
  const suffix = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
  return {
    name,
    armEndpoint: read(env, "LATCHKEY_ARM_ENDPOINT", https, known.armEndpoint, "an https URL"),
    vaultSuffix: read(
      env,
      "LATCHKEY_VAULT_SUFFIX",
      suffix,
      known.vaultSuffix,
      "a DNS suffix such as vault.azure.net",
    ),
  };
}

function furtherClientIds(env: Environment): Settings["furtherClientIds"] {
  const listed = splitList(env.LATCHKEY_CLIENT_IDS).map((item) => {
    const parsed = clientIdSchema.safeParse(item);
    if (!parsed.success) throw new SettingError("LATCHKEY_CLIENT_IDS", item, "a list of client IDs (GUIDs)");
    return { clientId: parsed.data, foundIn: "LATCHKEY_CLIENT_IDS" };
  });
  const connection = legacyConnection(env);
  const legacy = clientIdSchema.safeParse(
    connection?.state === "valid" && "clientId" in connection.connection
      ? connection.connection.clientId
      : undefined,
  );
  return legacy.success
    ? [...listed, { clientId: legacy.data, foundIn: "AzureServicesAuthConnectionString" }]
    : listed;
}

// The retired library takes white space alone for "not set" (AzureServiceTokenProvider's constructor).
function legacyConnection({ AzureServicesAuthConnectionString: text }: Environment) {
  return text?.trim() ? readConnectionString(text) : null;
}

function dnsServers(env: Environment): string[] {
  return splitList(env.LATCHKEY_DNS_SERVERS).map((item) => {
    if (!/^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\])(:\d{1,5})?$/i.test(item)) {
      throw new SettingError("LATCHKEY_DNS_SERVERS", item, "a list of address:port, such as 127.0.0.1:5353");
    }
    return item;
  });
}

function identityEndpoint(env: Environment): IdentityEndpoint | undefined {
  const { IDENTITY_ENDPOINT: url, IDENTITY_HEADER: header } = env;
  return url && header ? { url, header } : undefined;
}

function appServiceFacts(env: Environment): AppServiceFacts {
  return {
    onAppService: Boolean(env.WEBSITE_SITE_NAME || env.WEBSITE_INSTANCE_ID),
    signInEnabled: env.WEBSITE_AUTH_ENABLED?.trim().toLowerCase() === "true",
    siteName: env.WEBSITE_SITE_NAME || undefined,
    slotName: env.WEBSITE_SLOT_NAME || undefined,
    resourceGroup: env.WEBSITE_RESOURCE_GROUP || undefined,
    subscriptionId: env.WEBSITE_OWNER_NAME?.split("+")[0] || undefined,
    region: env.REGION_NAME || undefined,
    instanceId: env.WEBSITE_INSTANCE_ID || undefined,
  };
}
