import { decideNetwork, decideVaultAccess } from "./decide-vault-access.ts";
import { findUserAssigned, findVault } from "./find.ts";
import type { Site, World } from "./schema.ts";
import { currentVersion, findSecret } from "./secrets.ts";

/** Source: arm-appservice 19 models, ResolveStatus (the values that a world can bring about). */
type ReferenceStatus =
  | "Resolved"
  | "InvalidSyntax"
  | "MSINotEnabled"
  | "VaultNotFound"
  | "SecretNotFound"
  | "SecretVersionNotFound"
  | "AccessToKeyVaultDenied"
  | "OtherReasons";

export type ResolvedReference = {
  settingName: string;
  reference: string;
  status: ReferenceStatus;
  identityType: "SystemAssigned" | "UserAssigned";
  vaultName?: string;
  secretName?: string;
  secretVersion?: string;
  activeVersion?: string;
  /** A secret. Present exactly when `status` is "Resolved". */
  value?: string;
};

type Target = { vaultName: string; secretName: string; secretVersion?: string };

export const isReference = (value: string) => /^@Microsoft\.KeyVault\(/i.test(value.trim());

/** Source: Microsoft Learn, "Use Key Vault references as app settings": SecretUri, or VaultName and SecretName. */
export function parseReference(text: string): Target | undefined {
  const inner = /^@Microsoft\.KeyVault\((.*)\)$/i.exec(text.trim())?.[1];
  if (inner === undefined) return undefined;
  const parts = new Map<string, string>();
  for (const part of inner.split(";")) {
    const at = part.indexOf("=");
    if (at > 0) parts.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim());
  }
  const uri = parts.get("secreturi");
  if (uri !== undefined) {
    const match = /^https:\/\/([^./]+)\.vault\.azure\.net(?::443)?\/secrets\/([^/]+)\/?([^/]*)$/i.exec(uri);
    if (!match?.[1] || !match[2]) return undefined;
    return { vaultName: match[1], secretName: match[2], ...(match[3] ? { secretVersion: match[3] } : {}) };
  }
  const vaultName = parts.get("vaultname");
  const secretName = parts.get("secretname");
  if (!vaultName || !secretName) return undefined;
  const secretVersion = parts.get("secretversion");
  return { vaultName, secretName, ...(secretVersion ? { secretVersion } : {}) };
}

/** Every app setting of `site` that is a Key Vault reference, resolved as the platform would resolve it now. */
export const resolveReferences = (world: World, site: Site): ResolvedReference[] =>
  Object.entries(site.appSettings)
    .filter(([, value]) => isReference(value))
    .map(([settingName, reference]) => resolveOne(world, site, { settingName, reference }));

/**
 * References use the system-assigned identity unless `keyVaultReferenceIdentity` names another; AZURE_CLIENT_ID has
 * no part in it. Source: Microsoft Learn, "Use Key Vault references as app settings".
 */
function resolveOne(
  world: World,
  site: Site,
  { settingName, reference }: { settingName: string; reference: string },
): ResolvedReference {
  const userAssigned = site.keyVaultReferenceIdentity;
  const identityType = userAssigned === undefined ? "SystemAssigned" : "UserAssigned";
  const target = parseReference(reference);
  const base = { settingName, reference, identityType, ...target } satisfies Omit<
    ResolvedReference,
    "status"
  >;
  if (!target) return { ...base, status: "InvalidSyntax" };
  const principalId =
    userAssigned === undefined
      ? site.systemAssigned?.principalId
      : findUserAssigned(world, userAssigned)?.principalId;
  if (principalId === undefined) return { ...base, status: "MSINotEnabled" };
  return { ...base, ...readTarget(world, target, principalId) };
}

function readTarget(
  world: World,
  target: Target,
  principalId: string,
): Pick<ResolvedReference, "status" | "activeVersion" | "value"> {
  const vault = findVault(world, target.vaultName);
  if (!vault) return { status: "VaultNotFound" };
  const access = decideVaultAccess(world, {
    vault,
    caller: { principalId, tenantId: world.tenantId },
    operation: "get",
    secretName: target.secretName,
  });
  const admitted = decideNetwork(world, vault).verdict === "admitted";
  if (!admitted || access.kind !== "allowed") return { status: "AccessToKeyVaultDenied" };
  const secret = findSecret(vault, target.secretName);
  if (!secret) return { status: "SecretNotFound" };
  const version =
    target.secretVersion === undefined
      ? currentVersion(secret)
      : secret.versions.find((candidate) => candidate.version === target.secretVersion?.toLowerCase());
  if (!version) return { status: "SecretVersionNotFound" };
  if (!version.enabled) return { status: "OtherReasons" };
  return { status: "Resolved", activeVersion: version.version, value: version.value };
}
