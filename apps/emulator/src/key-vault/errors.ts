import type { TokenClaims } from "../entra/read-token.ts";
import type { VaultAnswer } from "../world/decide-vault-access.ts";
import type { Vault } from "../world/schema.ts";
import type { VaultError } from "./reply.ts";

const forbidden = (message: string, innerCode: string): VaultError => ({
  status: 403,
  code: "Forbidden",
  message,
  innerCode,
});

/** The caller as Key Vault names it in its texts. */
const callerText = ({ appid, oid, iss }: TokenClaims) => `appid=${appid};oid=${oid};iss=${iss}`;

const vaultText = (vault: Vault) => `${vault.name};location=${vault.location}`;

/** Source: packer-plugin-azure issue 384; inner code from Microsoft Learn, common error codes. */
export const firewallError = (vault: Vault, claims: TokenClaims, address: string): VaultError =>
  forbidden(
    `Client address is not authorized and caller is not a trusted service.\r\nClient address: ${address}\r\nCaller: ${callerText(claims)}\r\nVault: ${vaultText(vault)}`,
    "ForbiddenByFirewall",
  );

/** Source: multimodal-ai issue 171. */
export const connectionError = (vault: Vault, claims: TokenClaims): VaultError =>
  forbidden(
    `Public network access is disabled and request is not from a trusted service nor via an approved private link.\r\nCaller: ${callerText(claims)}\r\nVault: ${vaultText(vault)}`,
    "ForbiddenByConnection",
  );

const helpLink = "For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287";

/**
 * A refusal for want of a right. Sources: Microsoft's support article on the AKS Istio add-on (access policy), azure-docs
 * issue 67772 (an entry with an application ID), Terraform_AKS issue 2 (role).
 */
export function accessError(
  vault: Vault,
  claims: TokenClaims,
  denied: Exclude<VaultAnswer, { kind: "allowed" }>,
): VaultError {
  const caller = callerText(claims);
  switch (denied.kind) {
    case "denied-by-policy":
      return forbidden(
        `The user, group or application '${caller}' does not have secrets ${denied.permission} permission on key vault '${vaultText(vault)}'. ${helpLink}`,
        "AccessDenied",
      );
    case "denied-by-compound-policy":
      return forbidden(
        `The policy requires the caller '${caller}' to use on-behalf-of (OBO) flow. ${helpLink}`,
        "ForbiddenByPolicy",
      );
    case "denied-by-role":
      return forbidden(roleText(vault, caller, denied), "ForbiddenByRbac");
    default:
      return denied satisfies never;
  }
}

function roleText(
  vault: Vault,
  caller: string,
  denied: Extract<VaultAnswer, { kind: "denied-by-role" }>,
): string {
  const explicit = denied.denyAssignment !== null;
  const lines = [
    "Caller is not authorized to perform action on resource.",
    "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
    `Caller: ${caller}`,
    `Action: '${denied.action}'`,
    `Resource: '${resourceText(denied.resourceId)}'`,
    "Assignment: (not found)",
    `DenyAssignmentId: ${explicit ? `'${denied.denyAssignment}'` : "null"}`,
    `DecisionReason: '${explicit ? "DeniedByDenyAssignment" : "DeniedWithNoValidRBAC"}' `,
    `Vault: ${vaultText(vault)}`,
    "",
  ];
  return lines.join("\r\n");
}

/** The vault writes the resource with lower-case provider segments, the secret's name as it was asked for. */
const resourceText = (resourceId: string) =>
  resourceId
    .replace("/resourceGroups/", "/resourcegroups/")
    .replace("/Microsoft.KeyVault/", "/microsoft.keyvault/");

/** Source: recorded answer to a get of a deleted secret; the link is Azure's own. */
export const secretNotFound = (nameOrId: string): VaultError => ({
  status: 404,
  code: "SecretNotFound",
  message: `A secret with (name/id) ${nameOrId} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
});

/** Source: recorded answer of keyvault-secrets tests (2021). */
export const deletedSecretNotFound = (name: string): VaultError => ({
  status: 404,
  code: "SecretNotFound",
  message: `Deleted Secret not found: ${name}`,
});

/** Source: recorded answers to a get of a disabled secret, live and deleted (2020). */
export const secretDisabled = forbidden(
  "Operation get is not allowed on a disabled secret.",
  "SecretDisabled",
);
export const deletedSecretDisabled = forbidden(
  "Operation get is not permitted on this object.",
  "AccessDenied",
);

/** Source: azure-sdk-for-net Key Vault test data. */
export const deletedButRecoverable = (name: string): VaultError => ({
  status: 409,
  code: "Conflict",
  message: `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
  innerCode: "ObjectIsDeletedButRecoverable",
});

/** Source: AzureSignTool issue 219: sent without Retry-After. */
export const throttled = (reason: string): VaultError => ({
  status: 429,
  code: "Throttled",
  message: `Request was not processed because too many requests were received. Reason: ${reason}`,
});

/** Source: recorded answer to PUT /secrets/ (2022). */
export const methodNotAllowed = (method: string): VaultError => ({
  status: 405,
  code: "MethodNotAllowed",
  message: `HTTP ${method} not allowed`,
});

/** Code as in public reports of 400 answers; the two texts are not recorded. */
export const missingApiVersion: VaultError = {
  status: 400,
  code: "BadParameter",
  message: "api-version must be specified",
};
export const badParameter = (message: string): VaultError => ({ status: 400, code: "BadParameter", message });
