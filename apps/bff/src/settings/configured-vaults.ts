import { type VaultId, vaultIdSchema } from "@latchkey/shared/vault";
import type { Environment } from "./environment.ts";
import { referencedVaults } from "./key-vault-reference.ts";
import { SettingError } from "./setting-error.ts";

/** A vault that may be contacted. `uri` ends in a slash. */
export type ConfiguredVault = { id: VaultId; name: string; uri: string; foundIn: string[] };

/** Settings that name vaults by URI, then by name; of each group the first that is set wins. */
const uriSettings = ["KEY_VAULT_URLS", "AZURE_KEY_VAULT_ENDPOINT"];
const nameSettings = ["KEY_VAULT_NAME", "AZURE_KEY_VAULT_NAME"];

/**
 * The vaults named by the settings, then those named by Key Vault references, each once, in that order.
 * @throws SettingError when a name or URI is not one of this cloud's vaults.
 */
export function configuredVaults(env: Environment, vaultSuffix: string): ConfiguredVault[] {
  const found = new Map<VaultId, ConfiguredVault>();
  const add = (id: VaultId, foundIn: string) => {
    const known = found.get(id);
    if (known) {
      if (!known.foundIn.includes(foundIn)) known.foundIn.push(foundIn);
      return;
    }
    found.set(id, { id, name: id, uri: `https://${id}.${vaultSuffix}/`, foundIn: [foundIn] });
  };
  const setting = [...uriSettings, ...nameSettings].find((name) => env[name]?.trim());
  for (const item of splitList(setting ? env[setting] : undefined)) {
    const id =
      setting && uriSettings.includes(setting)
        ? vaultOfUri(setting, item, vaultSuffix)
        : vaultOfName(setting ?? "", item);
    add(id, setting ?? "");
  }
  for (const reference of referencedVaults(env, vaultSuffix)) {
    add(reference.vaultId, `Key Vault reference ${reference.setting}`);
  }
  return [...found.values()];
}

/** Comma-separated items, trimmed, empty ones left out. */
export function splitList(value: string | undefined): string[] {
  return (value ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function vaultOfUri(setting: string, uri: string, vaultSuffix: string): VaultId {
  const allowed = `a list of vault URIs such as https://my-vault.${vaultSuffix}/`;
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  const hasMore =
    url && (url.pathname !== "/" || url.search || url.hash || url.username || url.password || url.port);
  if (url?.protocol !== "https:" || hasMore || !url.hostname.endsWith(`.${vaultSuffix}`)) {
    throw new SettingError(
      setting,
      url ? `${url.origin}${url.pathname}` : uri.replace(/\/\/[^/]*@/, "//"),
      allowed,
    );
  }
  const id = vaultIdSchema.safeParse(url.hostname.slice(0, -vaultSuffix.length - 1));
  if (!id.success) throw new SettingError(setting, url.origin, allowed);
  return id.data;
}

function vaultOfName(setting: string, name: string): VaultId {
  const id = vaultIdSchema.safeParse(name.toLowerCase());
  if (!id.success)
    throw new SettingError(
      setting,
      name,
      "a vault name: 3 to 24 letters, digits and hyphens, beginning with a letter",
    );
  return id.data;
}
