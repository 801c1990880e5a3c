import { decideRoleAccess } from "./decide-role-access.ts";
import { hostedSite, principalsOf } from "./find.ts";
import { sameId, secretId, vaultId } from "./resource-ids.ts";
import type { Vault, World } from "./schema.ts";

export type SecretOperation = "get" | "list" | "set";

export type VaultQuestion = {
  vault: Vault;
  caller: { principalId: string; tenantId: string };
  operation: SecretOperation;
  /** Absent for an operation on the whole vault. */
  secretName?: string;
};

/** What the vault decides once it believes the token. */
export type VaultAnswer =
  | { kind: "allowed" }
  | { kind: "denied-by-policy"; permission: SecretOperation }
  | { kind: "denied-by-compound-policy" }
  | { kind: "denied-by-role"; action: string; resourceId: string; denyAssignment: string | null };

/** Source: Microsoft Learn, Key Vault RBAC guide: list is readMetadata, get is getSecret. */
const secretActions: Record<SecretOperation, string> = {
  get: "Microsoft.KeyVault/vaults/secrets/getSecret/action",
  list: "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
  set: "Microsoft.KeyVault/vaults/secrets/setSecret/action",
};

/** Whether `caller` may do `operation`; the permission model alone says which kind of grant counts. */
export function decideVaultAccess(world: World, question: VaultQuestion): VaultAnswer {
  return question.vault.permissionModel === "rbac" ? byRole(world, question) : byPolicy(world, question);
}

function byRole(world: World, { vault, caller, operation, secretName }: VaultQuestion): VaultAnswer {
  const resourceId = secretName === undefined ? vaultId(world, vault) : secretId(world, vault, secretName);
  const action = secretActions[operation];
  const answer = decideRoleAccess(world, {
    principalId: caller.principalId,
    action,
    plane: "dataActions",
    resourceId,
  });
  if (answer.allowed) return { kind: "allowed" };
  return { kind: "denied-by-role", action, resourceId, denyAssignment: answer.denyAssignment };
}

function byPolicy(world: World, { vault, caller, operation }: VaultQuestion): VaultAnswer {
  const principals = principalsOf(world, caller.principalId);
  const entries = vault.accessPolicies.filter(
    (entry) =>
      sameId(entry.tenantId, caller.tenantId) &&
      principals.some((principal) => sameId(principal, entry.objectId)),
  );
  const permits = (secrets: string[]) =>
    secrets.some(
      (permission) => permission.toLowerCase() === operation || permission.toLowerCase() === "all",
    );
  const plain = entries.filter((entry) => entry.applicationId === undefined);
  if (plain.some((entry) => permits(entry.secrets))) return { kind: "allowed" };
  // An entry with an application ID speaks of that application acting for the object: a managed identity never does.
  const compoundOnly = entries.some((entry) => entry.applicationId !== undefined && permits(entry.secrets));
  return compoundOnly
    ? { kind: "denied-by-compound-policy" }
    : { kind: "denied-by-policy", permission: operation };
}

/** How the hosted app's packets reach a vault, and whether the vault's network rules let them in. */
export type NetworkAnswer = {
  route: "public" | "private-link";
  /** The address that the vault sees the call come from. */
  callerAddress: string;
  verdict: "admitted" | "denied-by-firewall" | "public-access-disabled";
};

/**
 * Network rules for a call from the hosted app. `bypass: AzureServices` does not help it: App Service is a trusted
 * service for certificate deployment only. Source: Microsoft Learn, Key Vault network security.
 */
export function decideNetwork(world: World, vault: Vault): NetworkAnswer {
  const site = hostedSite(world);
  if (vault.privateEndpoint?.reachedByApp) {
    const callerAddress = site.privateAddress ?? vault.privateEndpoint.address;
    return { route: "private-link", callerAddress, verdict: "admitted" };
  }
  const callerAddress = site.outboundAddresses[0] ?? "0.0.0.0";
  if (vault.publicNetworkAccess === "Disabled") {
    return { route: "public", callerAddress, verdict: "public-access-disabled" };
  }
  const acls = vault.networkAcls;
  const admitted =
    !acls || acls.defaultAction === "Allow" || acls.ipRules.some((rule) => inRange(callerAddress, rule));
  return { route: "public", callerAddress, verdict: admitted ? "admitted" : "denied-by-firewall" };
}

const asNumber = (address: string) =>
  address.split(".").reduce((sum, part) => sum * 256 + Number.parseInt(part, 10), 0);

/** Whether an IPv4 address lies in `rule`, which is an address or a CIDR range. */
export function inRange(address: string, rule: string): boolean {
  const [network = "", bits = "32"] = rule.split("/");
  const size = 2 ** (32 - Number.parseInt(bits, 10));
  return Math.floor(asNumber(address) / size) === Math.floor(asNumber(network) / size);
}
