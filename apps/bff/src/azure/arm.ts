import type { Agent } from "node:https";
import { createWebSiteManagement } from "@azure/arm-appservice/api";
import { get as getSite, getSlot } from "@azure/arm-appservice/api/webApps";
import { createKeyVaultManagement } from "@azure/arm-keyvault/api";
import { listByResourceGroup, listBySubscription } from "@azure/arm-keyvault/api/vaults";
import type { TokenCredential } from "@azure/core-auth";
import { agentPolicy } from "./connect.ts";
import { TimeLimit, within } from "./deadline.ts";
import { type Exchange, exchangePolicy, withExchange } from "./exchange.ts";

/** Milliseconds that one ARM read may take. */
const armLimitMs = 3_000;

/** ARM could not be asked, or refused. Not the same as "there is none". */
export type ArmFailure = {
  kind: "denied" | "not-found" | "throttled" | "failed" | "time-out" | "unreachable";
  because: string;
  missingRight?: string;
};
export type ArmAnswer<Value> = { kind: "read"; value: Value } | ArmFailure;

/** Where in ARM the app lies. `slot` is undefined for production. */
export type AppPlace = {
  subscriptionId: string;
  resourceGroup: string;
  siteName: string;
  slot: string | undefined;
};

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
};

/** What ARM shows to one identity. Nothing here throws. */
export type ArmReader = {
  site(credential: TokenCredential, place: AppPlace): Promise<ArmAnswer<ArmSite>>;
  /** The vaults of the subscription, or of the app's resource group where only that may be read. */
  vaults(credential: TokenCredential, place: AppPlace): Promise<ArmAnswer<ArmVault[]>>;
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
      const all = await armRead("Microsoft.KeyVault/vaults/read", (abortSignal) =>
        collect(listBySubscription(client, { abortSignal })),
      );
      if (all.kind !== "denied") return all;
      return armRead("Microsoft.KeyVault/vaults/read", (abortSignal) =>
        collect(listByResourceGroup(client, place.resourceGroup, { abortSignal })),
      );
    },
  };
}

async function armRead<Value>(
  right: string,
  read: (signal: AbortSignal) => Promise<Value>,
): Promise<ArmAnswer<Value>> {
  const stop = new AbortController();
  return withExchange(async (exchange) => {
    try {
      return { kind: "read", value: await within(armLimitMs, read(stop.signal)) };
    } catch (error) {
      stop.abort();
      return armFailure(error, exchange, right);
    }
  });
}

function armFailure(error: unknown, exchange: Exchange, right: string): ArmFailure {
  if (error instanceof TimeLimit)
    return { kind: "time-out", because: `ARM did not answer within ${armLimitMs / 1_000} s` };
  const status = exchange.last?.status;
  if (status === 401 || status === 403)
    return {
      kind: "denied",
      because: `ARM answered ${status}: no identity of this app has ${right}`,
      missingRight: right,
    };
  if (status === 404) return { kind: "not-found", because: "ARM answered 404: it knows no such resource" };
  if (status === 429)
    return { kind: "throttled", because: "ARM answered 429: it throttles this subscription" };
  if (status !== undefined)
    return { kind: "failed", because: `ARM answered ${status} in a form that could not be read` };
  return { kind: "unreachable", because: "ARM could not be reached" };
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
  };
}
