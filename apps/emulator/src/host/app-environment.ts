import { dirname, join } from "node:path";
import { siteHostName } from "../arm/site-body.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { identityPath } from "../identity-endpoint/identity-endpoint.ts";
import { hostedSite } from "../world/find.ts";
import type { ResolvedReference } from "../world/key-vault-references.ts";
import type { Site, World } from "../world/schema.ts";
import { withMounts } from "./mounted-files.ts";

/** Where the desk cloud listens on loopback. */
export type Ports = { identityEndpoint: number; vaults: number; azure: number; dns: number };

export type EnvironmentSources = {
  cloud: Cloud;
  ports: Ports;
  /** The port that the app must listen on. */
  appPort: number;
  caCertificatePath: string;
  /** From outside: PATH and the like, and what the caller adds. */
  inherited: Record<string, string>;
};

/** Source: Microsoft Learn, "Environment variables and app settings in Azure App Service". */
function platformVariables(world: World, site: Site): Record<string, string> {
  return {
    WEBSITE_SITE_NAME: site.name,
    WEBSITE_RESOURCE_GROUP: site.resourceGroup,
    WEBSITE_OWNER_NAME: `${world.subscription.id}+${site.resourceGroup}-WestEuropewebspace-Linux`,
    REGION_NAME: site.location,
    WEBSITE_HOSTNAME: siteHostName(site),
    WEBSITE_INSTANCE_ID: site.instanceId,
    WEBSITE_SKU: site.sku,
    WEBSITE_AUTH_ENABLED: "True",
    WEBSITE_SLOT_NAME: site.slot === "production" ? "Production" : site.slot,
    ...(site.privateAddress === undefined ? {} : { WEBSITE_PRIVATE_IP: site.privateAddress }),
  };
}

function identityVariables({ cloud, ports }: EnvironmentSources, site: Site): Record<string, string> {
  // Source: Microsoft Learn, "How to use managed identities for App Service": it switches the endpoint off, not the identity.
  const switchedOff = /^(true|1)$/i.test(site.appSettings.WEBSITE_DISABLE_MSI ?? "");
  if (switchedOff || (!site.systemAssigned && site.userAssigned.length === 0)) return {};
  const endpoint = `http://127.0.0.1:${ports.identityEndpoint}${identityPath}`;
  return {
    IDENTITY_ENDPOINT: endpoint,
    IDENTITY_HEADER: cloud.identityHeader,
    MSI_ENDPOINT: endpoint,
    MSI_SECRET: cloud.identityHeader,
  };
}

/** The layout is documented nowhere; this is the list that ARM gives, by setting, without values. */
function referenceStatuses(references: ResolvedReference[]): Record<string, string> {
  if (references.length === 0) return {};
  const statuses = references.map(({ settingName, reference, value: _, ...rest }) => [
    settingName,
    { rawReference: reference, location: "ApplicationSetting", ...rest },
  ]);
  return { WEBSITE_KEYVAULT_REFERENCES: JSON.stringify(Object.fromEntries(statuses)) };
}

/** App settings, each under its own name and under APPSETTING_; an unresolved reference stays the literal text. */
function settingVariables(
  { caCertificatePath }: EnvironmentSources,
  site: Site,
  references: ResolvedReference[],
): Record<string, string> {
  const mounts = dirname(caCertificatePath);
  const resolved = new Map(references.map(({ settingName, value }) => [settingName, value]));
  return Object.fromEntries(
    Object.entries(site.appSettings).flatMap(([name, raw]) => {
      const value = resolved.get(name) ?? withMounts(raw, mounts);
      return [
        [name, value],
        [`APPSETTING_${name}`, value],
      ];
    }),
  );
}

/** What points the app at the desk cloud: ordinary settings of Latchkey and of Node, nothing special. */
const cloudVariables = ({
  ports,
  caCertificatePath,
  inherited,
}: EnvironmentSources): Record<string, string> => ({
  // Beside the other temporary files, unless the caller wants to keep it.
  LATCHKEY_DATA_DIR: inherited.LATCHKEY_DATA_DIR ?? join(dirname(caCertificatePath), "data"),
  LATCHKEY_LOCAL_DIR: inherited.LATCHKEY_LOCAL_DIR ?? join(dirname(caCertificatePath), "local"),
  NODE_EXTRA_CA_CERTS: caCertificatePath,
  LATCHKEY_HOST: "127.0.0.1",
  AZURE_AUTHORITY_HOST: `https://localhost:${ports.azure}/`,
  LATCHKEY_DNS_SERVERS: `127.0.0.1:${ports.dns}`,
  LATCHKEY_CONNECT_TO: [
    `*.vault.azure.net=127.0.0.1:${ports.vaults}`,
    `management.azure.com=127.0.0.1:${ports.azure}`,
    `login.microsoftonline.com=127.0.0.1:${ports.azure}`,
  ].join(","),
});

/** Exactly the environment of the hosted app. */
export function appEnvironment(sources: EnvironmentSources): Record<string, string> {
  const { world, references, handedOut } = sources.cloud;
  const site = hostedSite(world);
  for (const { value } of references) if (value !== undefined) handedOut.add(value);
  return {
    ...sources.inherited,
    ...platformVariables(world, site),
    ...identityVariables(sources, site),
    ...settingVariables(sources, site, references),
    ...referenceStatuses(references),
    ...cloudVariables(sources),
    PORT: String(sources.appPort),
  };
}

const inheritedNames = ["PATH", "HOME", "TMPDIR", "LANG", "TZ"];

/** The few variables that the app takes over from outside. */
export const inheritedFrom = (outside: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    inheritedNames.flatMap((name) => {
      const value = outside[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
