import { findUserAssigned } from "../world/find.ts";
import { siteId, withLowerCaseGroups } from "../world/resource-ids.ts";
import type { Site, World } from "../world/schema.ts";

/** Members that ARM always sends and that say nothing for these apps. Source: recorded site of azure-cli tests. */
const emptyMembers = [
  ...["owner", "sslCertificates", "cers", "siteMode", "computeMode", "serverFarm", "trafficManagerHostNames"],
  ...["targetSwapSlot", "hostingEnvironment", "hostingEnvironmentProfile", "clientCertExclusionPaths"],
  ...[
    "hostNamesDisabled",
    "domainVerificationIdentifiers",
    "suspendedTill",
    "functionExecutionUnitsCache",
    "maxNumberOfWorkers",
    "cloningInfo",
  ],
  ...["hostingEnvironmentId", "tags", "slotSwapStatus", "inProgressOperationId", "geoDistributions"],
  ...["buildVersion", "targetBuildVersion", "migrationState"],
];
const emptyConfigMembers = [
  ...[
    "numberOfWorkers",
    "defaultDocuments",
    "netFrameworkVersion",
    "phpVersion",
    "pythonVersion",
    "nodeVersion",
  ],
  ...[
    "powerShellVersion",
    "linuxFxVersion",
    "windowsFxVersion",
    "requestTracingEnabled",
    "remoteDebuggingEnabled",
  ],
  ...[
    "remoteDebuggingVersion",
    "httpLoggingEnabled",
    "azureMonitorLogCategories",
    "acrUserManagedIdentityID",
  ],
  ...["logsDirectorySizeLimit", "detailedErrorLoggingEnabled", "publishingUsername", "publishingPassword"],
  ...[
    "appSettings",
    "azureStorageAccounts",
    "metadata",
    "connectionStrings",
    "machineKey",
    "handlerMappings",
  ],
  ...["documentRoot", "scmType", "use32BitWorkerProcess", "webSocketsEnabled", "alwaysOn", "javaVersion"],
  ...[
    "javaContainer",
    "javaContainerVersion",
    "appCommandLine",
    "managedPipelineMode",
    "virtualApplications",
  ],
  ...["winAuthAdminState", "winAuthTenantState", "customAppPoolIdentityAdminState"],
  ...["customAppPoolIdentityTenantState", "runtimeADUser", "runtimeADUserPassword", "loadBalancing"],
  ...[
    "routingRules",
    "experiments",
    "limits",
    "autoHealEnabled",
    "autoHealRules",
    "tracingOptions",
    "vnetName",
  ],
  ...["vnetRouteAllEnabled", "vnetPrivatePortsCount", "cors", "push", "apiDefinition", "apiManagementConfig"],
  ...["autoSwapSlotName", "localMySqlEnabled", "managedServiceIdentityId", "xManagedServiceIdentityId"],
  ...["ipSecurityRestrictions", "scmIpSecurityRestrictions", "scmIpSecurityRestrictionsUseMain"],
  ...["http20Enabled", "minTlsVersion", "scmMinTlsVersion", "ftpsState", "preWarmedInstanceCount"],
  ...["functionAppScaleLimit", "healthCheckPath", "fileChangeAuditEnabled"],
  ...["functionsRuntimeScaleMonitoringEnabled", "websiteTimeZone"],
];

const nulls = (names: string[]) => Object.fromEntries(names.map((name) => [name, null]));

export const siteHostName = (site: Site) =>
  site.slot === "production"
    ? `${site.name}.azurewebsites.net`
    : `${site.name}-${site.slot}.azurewebsites.net`;

const webSpace = (site: Site) => `${site.resourceGroup}-WestEuropewebspace-Linux`;

const sslState = (name: string, hostType: string) => ({
  name,
  sslState: "Disabled",
  ipBasedSslResult: null,
  virtualIP: null,
  thumbprint: null,
  toUpdate: null,
  toUpdateIpBasedSsl: null,
  ipBasedSslState: "NotConfigured",
  hostType,
});

/** Members that are the same for every site here. */
const constantMembers = {
  state: "Running",
  usageState: "Normal",
  enabled: true,
  adminEnabled: true,
  availabilityState: "Normal",
  csrs: [],
  reserved: true,
  isXenon: false,
  hyperV: false,
  lastModifiedTimeUtc: "2026-01-20T15:40:02.1180000",
  storageRecoveryDefaultState: "Running",
  contentAvailabilityState: "Normal",
  runtimeAvailabilityState: "Normal",
  scmSiteAlsoStopped: false,
  clientAffinityEnabled: true,
  clientCertEnabled: false,
  clientCertMode: "Required",
  customDomainVerificationId: "0".repeat(64),
  kind: "app,linux",
  inboundIpAddress: "20.50.2.9",
  possibleInboundIpAddresses: "20.50.2.9",
  ftpsHostName: "ftps://waws-prod-am2-501.ftp.azurewebsites.windows.net/site/wwwroot",
  containerSize: 0,
  dailyMemoryTimeQuota: 0,
  siteDisabledReason: 0,
  homeStamp: "waws-prod-am2-501",
  httpsOnly: true,
  redundancyMode: "None",
  privateEndpointConnections: [],
};

function siteProperties(world: World, site: Site) {
  const host = siteHostName(site);
  const scm = host.replace(".azurewebsites", ".scm.azurewebsites");
  const group = `/subscriptions/${world.subscription.id}/resourceGroups/${site.resourceGroup}`;
  return {
    ...nulls(emptyMembers),
    ...constantMembers,
    name: site.name,
    hostNames: [host],
    webSpace: webSpace(site),
    selfLink: `https://waws-prod-am2-501.api.azurewebsites.windows.net:454/subscriptions/${world.subscription.id}/webspaces/${webSpace(site)}/sites/${site.name}`,
    repositorySiteName: site.name,
    enabledHostNames: [host, scm],
    siteProperties: {
      metadata: null,
      properties: [
        { name: "LinuxFxVersion", value: "NODE|24-lts" },
        { name: "WindowsFxVersion", value: null },
      ],
      appSettings: null,
    },
    hostNameSslStates: [sslState(host, "Standard"), sslState(scm, "Repository")],
    serverFarmId: `${group}/providers/Microsoft.Web/serverfarms/plan-orders`,
    siteConfig: {
      ...nulls(emptyConfigMembers),
      acrUseManagedIdentityCreds: false,
      minimumElasticInstanceCount: 0,
    },
    deploymentId: site.name,
    sku: site.sku,
    ftpUsername: `${site.name}\\$${site.name}`,
    outboundIpAddresses: site.outboundAddresses.join(","),
    possibleOutboundIpAddresses: site.possibleOutboundAddresses.join(","),
    resourceGroup: site.resourceGroup,
    defaultHostName: host,
    keyVaultReferenceIdentity: site.keyVaultReferenceIdentity ?? "SystemAssigned",
  };
}

/** `type` has a space after the comma, and the map's keys a lower-case `resourcegroups`: recorded, not documented. */
function identityBody(world: World, site: Site) {
  const kinds = [
    ...(site.systemAssigned ? ["SystemAssigned"] : []),
    ...(site.userAssigned[0] ? ["UserAssigned"] : []),
  ];
  if (kinds.length === 0) return {};
  const userAssigned = site.userAssigned.flatMap((id) => {
    const identity = findUserAssigned(world, id);
    if (!identity) return [];
    const { principalId, clientId } = identity;
    return [[withLowerCaseGroups(id), { principalId, clientId }] as const];
  });
  return {
    identity: {
      type: kinds.join(", "),
      ...(site.systemAssigned
        ? { tenantId: world.tenantId, principalId: site.systemAssigned.principalId }
        : {}),
      ...(userAssigned.length > 0 ? { userAssignedIdentities: Object.fromEntries(userAssigned) } : {}),
    },
  };
}

/** A site or slot as ARM tells of it. */
export const siteBody = (world: World, site: Site) => ({
  id: siteId(world, site),
  name: site.slot === "production" ? site.name : `${site.name}/${site.slot}`,
  type: site.slot === "production" ? "Microsoft.Web/sites" : "Microsoft.Web/sites/slots",
  kind: "app,linux",
  location: site.location,
  properties: siteProperties(world, site),
  ...identityBody(world, site),
});
