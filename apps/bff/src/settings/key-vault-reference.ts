import { parseReference } from "@latchkey/diagnosis/azure/reference";
import { type VaultId, vaultIdSchema } from "@latchkey/shared/vault";
import { z } from "zod";
import type { Environment } from "./environment.ts";

/** A setting whose value is a Key Vault reference, and the vault that it names. */
export type ReferencedVault = { setting: string; vaultId: VaultId };

// The layout of this variable is not documented; only what can be recognised is used.
const statusesSchema = z.record(
  z.string(),
  z.looseObject({
    vaultName: z.string().optional(),
    VaultName: z.string().optional(),
    reference: z.string().optional(),
  }),
);

/**
 * The vaults that this app's Key Vault references name: those still unresolved in the environment (their value is the literal
 * `@Microsoft.KeyVault(…)`), then those that App Service lists in `WEBSITE_KEYVAULT_REFERENCES`. Malformed ones are left out.
 * Source: Microsoft Learn, "Use Key Vault references as app settings".
 */
export function referencedVaults(env: Environment, vaultSuffix: string): ReferencedVault[] {
  const found: ReferencedVault[] = [];
  for (const [setting, value] of Object.entries(env)) {
    if (setting.startsWith("APPSETTING_") || !value) continue;
    const vaultId = parseReference(value, vaultSuffix).vaultId;
    if (vaultId) found.push({ setting, vaultId });
  }
  for (const [setting, status] of Object.entries(listedReferences(env))) {
    const name = status.vaultName ?? status.VaultName;
    const vaultId = name
      ? vaultIdSchema.safeParse(name.toLowerCase()).data
      : (parseReference(status.reference ?? "", vaultSuffix).vaultId ?? undefined);
    if (vaultId && !found.some((one) => one.setting === setting)) found.push({ setting, vaultId });
  }
  return found;
}

function listedReferences(env: Environment): z.infer<typeof statusesSchema> {
  try {
    return statusesSchema.safeParse(JSON.parse(env.WEBSITE_KEYVAULT_REFERENCES ?? "{}")).data ?? {};
  } catch {
    return {};
  }
}
