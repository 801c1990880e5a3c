import type { Agent } from "node:https";
import { createWebSiteManagement } from "@azure/arm-appservice/api";
import { get as getSite, getSlot } from "@azure/arm-appservice/api/webApps";
import { createKeyVaultManagement } from "@azure/arm-keyvault/api";
import { listByResourceGroup, listBySubscription } from "@azure/arm-keyvault/api/vaults";
import type { TokenCredential } from "@azure/core-auth";
import type { AppPlace } from "./app-place.ts";
import { type ArmAnswer, armRead } from "./arm-call.ts";
import type { DenyAssignment, RoleAssignment } from "./arm-grants.ts";
import { agentPolicy } from "./connect.ts";
import { exchangePolicy } from "./exchange.ts";

/** The identities that ARM shows on the app. Principal and client IDs are as ARM wrote them. */
export type ArmSite = {
  resourceId: string;
  systemAssigned: { principalId: string; tenantId: string | undefined } | null;
  userAssigned: { resourceId: string; principalId: string | undefined; clientId: string | undefined }[];
  keyVaultReferenceIdentity: string | undefined;
};

export type ArmVault = {
  resourceId: string;
  name: string;
  location: string | undefined;
  rbac: boolean;
  publicNetworkAccess: string | undefined;
  networkAcls:
    | { defaultAction: string; bypass: string; ipRules: string[]; virtualNetworkRules: string[] }
    | undefined;
  privateEndpoints: number;
  softDelete: { enabled: boolean; retentionDays: number | null };
  tenantId: string | undefined;
  /** Access policies, whether the vault uses them or not. */
  policies: AccessPolicy[];
};

/** One entry of a vault's access policies. `objectId` is a principal ID. Permissions in lower case. */
type AccessPolicy = {
  objectId: string;
  applicationId: string | undefined;
  secrets: string[];
  keys: string[];
  certificates: string[];
};

/** What ARM shows to one identity. Nothing here throws. */
export type ArmReader = {
  site(credential: TokenCredential, place: AppPlace): Promise<ArmAnswer<ArmSite>>;
  /** The vaults of the subscription, or of the app's resource group where only that may be read; `scope` says which. */
  vaults(
    credential: TokenCredential,
    place: AppPlace,
  ): Promise<ArmAnswer<{ scope: string; vaults: ArmVault[] }>>;
  /** The role assignments at, above and below the scope that reach the principal, through groups too. */
  assignments(
    credential: TokenCredential,
    place: AppPlace,
    scope: string,
    principalId: string,
  ): Promise<ArmAnswer<RoleAssignment[]>>;
  /** The deny assignments at, above and below the scope. */
  denies(credential: TokenCredential, place: AppPlace, scope: string): Promise<ArmAnswer<DenyAssignment[]>>;
};

type Options = { agent: Agent; endpoint: string; userAgent: string };

export function createArmReader(options: Options): ArmReader {
  const clientOptions = {
    endpoint: options.endpoint,
    credentials: { scopes: [`${options.endpoint}/.default`] },
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: options.userAgent },
    additionalPolicies: [
      { policy: agentPolicy(options.agent), position: "perCall" as const },
      { policy: exchangePolicy("arm"), position: "perRetry" as const },
    ],
  };
  return {
    site: (credential, place) =>
      armRead("Microsoft.Web/sites/read", async (abortSignal) => {
        const client = createWebSiteManagement(credential, place.subscriptionId, clientOptions);
        const { resourceGroup, siteName, slot } = place;
        const site = slot
          ? await getSlot(client, resourceGroup, siteName, slot, { abortSignal })
          : await getSite(client, resourceGroup, siteName, { abortSignal });
        return siteFacts(site);
      }),
    async vaults(credential, place) {
      const client = createKeyVaultManagement(credential, place.subscriptionId, clientOptions);
      const right = "Microsoft.KeyVault/vaults/read";
      const subscription = `/subscriptions/${place.subscriptionId}`;
      const all = await armRead(right, async (abortSignal) => ({
        scope: subscription,
        vaults: await collect(listBySubscription(client, { abortSignal })),
      }));
      if (all.kind !== "denied") return all;
      return armRead(right, async (abortSignal) => ({
        scope: `${subscription}/resourceGroups/${place.resourceGroup}`,
        vaults: await collect(listByResourceGroup(client, place.resourceGroup, { abortSignal })),
      }));
    },
    async assignments(credential, place, scope, principalId) {
      const { readAssignments } = await import("./arm-grants.ts");
      return readAssignments({ credential, place, scope, clientOptions }, principalId);
    },
    async denies(credential, place, scope) {
      const { readDenies } = await import("./arm-grants.ts");
      return readDenies({ credential, place, scope, clientOptions });
    },
  };
}

type Site = Awaited<ReturnType<typeof getSite>>;

function siteFacts(site: Site): ArmSite {
  const { identity } = site;
  const principalId = identity?.principalId;
  return {
    resourceId: site.id ?? "",
    systemAssigned: principalId ? { principalId, tenantId: identity.tenantId } : null,
    userAssigned: Object.entries(identity?.userAssignedIdentities ?? {}).map(([resourceId, ids]) => ({
      resourceId,
      principalId: ids.principalId,
      clientId: ids.clientId,
    })),
    keyVaultReferenceIdentity: site.keyVaultReferenceIdentity,
  };
}

type ListedVault = ReturnType<typeof listBySubscription> extends AsyncIterable<infer Vault> ? Vault : never;

async function collect(vaults: AsyncIterable<ListedVault>): Promise<ArmVault[]> {
  const all: ArmVault[] = [];
  for await (const vault of vaults) all.push(vaultFacts(vault));
  return all;
}

function vaultFacts({ id, name, location, properties }: ListedVault): ArmVault {
  const acls = properties?.networkAcls;
  return {
    resourceId: id ?? "",
    name: name ?? "",
    location,
    rbac: properties?.enableRbacAuthorization === true,
    publicNetworkAccess: properties?.publicNetworkAccess,
    networkAcls: acls && {
      defaultAction: acls.defaultAction ?? "Allow",
      bypass: acls.bypass ?? "AzureServices",
      ipRules: (acls.ipRules ?? []).map((rule) => rule.value),
      virtualNetworkRules: (acls.virtualNetworkRules ?? []).map((rule) => rule.id),
    },
    privateEndpoints: properties?.privateEndpointConnections?.length ?? 0,
    softDelete: {
      enabled: properties?.enableSoftDelete ?? true,
      retentionDays: properties?.softDeleteRetentionInDays ?? null,
    },
    tenantId: properties?.tenantId,
    policies: (properties?.accessPolicies ?? []).map(({ objectId, applicationId, permissions }) => ({
      objectId: objectId.toLowerCase(),
      applicationId: applicationId ?? undefined,
      secrets: lowerCase(permissions.secrets),
      keys: lowerCase(permissions.keys),
      certificates: lowerCase(permissions.certificates),
    })),
  };
}

function lowerCase(permissions: string[] | undefined): string[] {
  return (permissions ?? []).map((permission) => permission.toLowerCase());
}
