import type { CodeRow, IdentityFinding } from "@latchkey/shared/which-identity";
import type { Settings } from "../settings/settings.ts";

const setting = "AzureServicesAuthConnectionString";

/** What is odd about the settings that select an identity. */
export function settingFindings(settings: Settings, rows: CodeRow[]): IdentityFinding[] {
  return [legacyFinding(settings), disagreement(rows)].filter((finding) => finding !== undefined);
}

function legacyFinding({ legacyConnection: legacy }: Settings): IdentityFinding | undefined {
  if (!legacy) return undefined;
  const evidence = [`${setting} = ${legacy.masked}`];
  if (legacy.state === "malformed")
    return {
      id: "legacy-setting-malformed",
      severity: "warning",
      title: "The old connection string cannot be read",
      sentence: `${setting} goes wrong at character ${legacy.position}: ${legacy.reason} Today's libraries ignore it either way.`,
      basis: "environment-showed",
      evidence,
      next: `Remove ${setting}; select the identity with AZURE_CLIENT_ID.`,
    };
  return {
    id: "legacy-setting-without-effect",
    severity: "warning",
    title: "The old connection string does nothing here",
    sentence: `${setting} is read by the retired library Microsoft.Azure.Services.AppAuthentication only. Today's Azure Identity libraries ignore it.`,
    basis: "environment-showed",
    evidence,
    next: legacy.replacement.summary,
  };
}

/** DefaultAzureCredential and Key Vault references are told by different settings, which is easily forgotten. */
function disagreement(rows: CodeRow[]): IdentityFinding | undefined {
  const answerOf = (id: string) => rows.find((row) => row.id === id)?.answer;
  const code = answerOf("default-azure-credential-js");
  const references = answerOf("key-vault-references");
  if (code?.kind !== "identity" || references?.kind !== "identity") return undefined;
  if (code.identityId === references.identityId) return undefined;
  return {
    id: "selectors-disagree",
    severity: "information",
    title: "Code and Key Vault references use different identities",
    sentence: `DefaultAzureCredential uses ${code.name}, Key Vault references use ${references.name}. Both need access to their vaults.`,
    basis: "inferred",
    evidence: [`AZURE_CLIENT_ID decides for code`, `keyVaultReferenceIdentity decides for references`],
  };
}
