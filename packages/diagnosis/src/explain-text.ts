import type { Diagnosis } from "@latchkey/shared/diagnosis";
import {
  decidingOperation,
  operations,
  type VaultOperation,
  vaultOperations,
} from "@latchkey/shared/operations";
import { sameId } from "./azure/ids.ts";
import { diagnoseText } from "./diagnose.ts";
import type { AttachedIdentity, DiagnosisFacts, Host } from "./facts.ts";
import type { FixContext } from "./fix-context.ts";
import { type KnownIds, noKnownIds } from "./known-ids.ts";
import { type FoundInText, readText } from "./text/read-text.ts";

/** What the vault's refusal names: the data action that is missing, or the permission. */
function wordsOfVault(name: VaultOperation): string[] {
  const { objects, policyPermission, dataAction } = operations[name];
  return [
    dataAction.toLowerCase().replace("microsoft.keyvault/vaults/", ""),
    `does not have ${objects} ${policyPermission} permission`,
  ];
}

/** How libraries and the texts of services name it, where that is known. */
const wordsOfLibraries: Partial<Record<VaultOperation, readonly string[]>> = {
  list: ["getsecretsasync", "listpropertiesofsecrets", "pagination failed"],
  get: ["client address is not authorized", "akv1", "getsecret", "forbiddenby", ".vault.azure.net/secrets"],
};

/** What the text is about, from words that only one part of the way uses. The first that fits wins. */
const subjects: readonly (readonly [string, readonly string[]])[] = [
  [
    "reference",
    [
      "@microsoft.keyvault(",
      "key vault reference",
      "keyvaultreference",
      "accesstokeyvaultdenied",
      "msinotenabled",
    ],
  ],
  ...vaultOperations.map(
    (name) => [name, [...wordsOfVault(name), ...(wordsOfLibraries[name] ?? [])]] as const,
  ),
  [
    "arm",
    [
      "does not have authorization to perform action",
      "linkedauthorizationfailed",
      "authorization_requestdenied",
      "resourcenotfound",
      "management.azure.com/subscriptions",
    ],
  ],
  [
    "token",
    [
      "/msi/token",
      "169.254.169.254",
      "managedidentitycredential",
      "managed identity",
      "aadsts",
      "azureservicetokenprovider",
      "identity_endpoint",
      "msi_endpoint",
      "identity not found",
    ],
  ],
  [decidingOperation, ["was not found in this key vault", "disabled secret", ".vault.azure.net"]],
];

/** Addresses of the identity endpoint tell the host: App Service, Container Apps and the others differ. */
const hosts: readonly (readonly [RegExp, Host])[] = [
  [/localhost:42356/, "container-apps"],
  [
    /(?:127\.0\.0\.1:41\d{3}|169\.254\.1(?:29|3\d)\.\d{1,3}:808\d|172\.\d{1,2}\.\d{1,3}\.\d{1,3}:808\d)\/msi\/token/,
    "app-service",
  ],
  [/\.azurewebsites\.net|website_site_name|\\home\\site\\wwwroot|\/home\/site\/wwwroot/, "app-service"],
  [/secrets-store|secretproviderclass|mountvolume\.setup|system:serviceaccount:/, "aks"],
];

/**
 * Explains any pasted error text: the causes, and everything that was pulled out of it, masked. Pure, linear in the length
 * of the text; runs in the page, so nothing pasted leaves it. `known` lets ids in the text be matched with this app's own.
 */
export function explainText(
  text: string,
  known: KnownIds = noKnownIds,
  context?: FixContext,
): { diagnosis: Diagnosis; found: FoundInText } {
  const found = readText(text);
  return {
    diagnosis: diagnoseText(factsFromText(found, known), found, context && withFound(context, found)),
    found,
  };
}

/** What the text itself names is no placeholder in a fix. */
function withFound(context: FixContext, { vaultNames, caller }: FoundInText): FixContext {
  const [name] = vaultNames;
  const filled: FixContext = { ...context };
  if (!context.vault && name) filled.vault = { name };
  if (!context.identity && caller) filled.identity = { kind: "as-configured", ...caller };
  return filled;
}

function factsFromText(found: FoundInText, known: KnownIds): DiagnosisFacts {
  const facts: DiagnosisFacts = {
    operation: subjects.find(([, words]) => words.some((word) => found.lower.includes(word)))?.[0],
    host: hosts.find(([pattern]) => pattern.test(found.lower))?.[1],
  };
  const attached = known.identities.filter(({ kind }) => kind !== "as-configured").map(asAttached);
  if (attached.length > 0) facts.identities = attached;
  const caller = found.caller?.principalId;
  if (caller && attached.some(({ principalId }) => sameId(principalId, caller))) facts.caller = found.caller;
  return facts;
}

function asAttached(identity: KnownIds["identities"][number]): AttachedIdentity {
  const { name, clientId, principalId, resourceId } = identity;
  const kind = identity.kind === "system-assigned" ? "system-assigned" : "user-assigned";
  // An id that is merely not known must not look like one that ARM shows as gone.
  return {
    kind,
    name,
    clientId: clientId ?? undefined,
    principalId: principalId ?? undefined,
    resourceId: resourceId ?? undefined,
  };
}
