import type { ReferenceSyntax } from "@latchkey/shared/references";
import { type VaultId, vaultIdSchema } from "@latchkey/shared/vault";

/** A Key Vault reference taken apart. Everything but the syntax is null where it is malformed. */
export type ParsedReference = {
  syntax: Exclude<ReferenceSyntax, { kind: "not-seen" }>;
  vaultId: VaultId | null;
  secretName: string | null;
  /** null: it follows the latest version. */
  version: string | null;
};

/** Is this text meant as a reference? One in quotation marks is, though App Service takes it for a plain value. */
export function looksLikeReference(text: string): boolean {
  return /^\s*["']?\s*@Microsoft\.KeyVault\(/i.test(text);
}

type Pair = { key: string; value: string; at: number; valueAt: number };
type Fault = { position: number; reason: string };

/**
 * Parses `@Microsoft.KeyVault(SecretUri=…)` and `@Microsoft.KeyVault(VaultName=…;SecretName=…[;SecretVersion=…])`. `vaultSuffix` is the
 * cloud's, for example `vault.azure.net`. Linear in the length of the text.
 * Source: Microsoft Learn, "Use Key Vault references as app settings".
 */
export function parseReference(text: string, vaultSuffix: string): ParsedReference {
  const malformed = ({ position, reason }: Fault): ParsedReference => ({
    syntax: { kind: "malformed", text, position, reason },
    vaultId: null,
    secretName: null,
    version: null,
  });
  const pairs = pairsOf(text);
  if ("reason" in pairs) return malformed(pairs);
  const found = targetOf(pairs, vaultSuffix);
  return "reason" in found ? malformed(found) : { ...found, syntax: { kind: found.kind, text } };
}

const knownKeys = ["secreturi", "vaultname", "secretname", "secretversion"];

function pairsOf(text: string): Pair[] | Fault {
  const start = text.indexOf("(") + 1;
  if (!looksLikeReference(text))
    return { position: 0, reason: "It does not begin with @Microsoft.KeyVault(." };
  if (/^\s*["']/.test(text))
    return { position: text.search(/["']/), reason: "It stands in quotation marks." };
  const end = text.trimEnd().length - 1;
  if (text[end] !== ")") return { position: end + 1, reason: "The closing bracket is missing." };
  const pairs: Pair[] = [];
  for (let at = start; at < end; ) {
    const next = text.indexOf(";", at);
    const until = next < 0 || next > end ? end : next;
    const part = text.slice(at, until);
    const equals = part.indexOf("=");
    const keyAt = at + (part.length - part.trimStart().length);
    if (part.trim() !== "") {
      if (equals < 0) return { position: keyAt, reason: "This part has no equals sign." };
      const key = part.slice(0, equals).trim().toLowerCase();
      if (!knownKeys.includes(key))
        return {
          position: keyAt,
          reason: "Only SecretUri, VaultName, SecretName and SecretVersion may stand here.",
        };
      if (pairs.some((one) => one.key === key))
        return { position: keyAt, reason: "This key is there already." };
      pairs.push({ key, value: part.slice(equals + 1).trim(), at: keyAt, valueAt: at + equals + 1 });
    }
    at = until + 1;
  }
  return pairs.length > 0 ? pairs : { position: start, reason: "Nothing stands between the brackets." };
}

type Target = {
  kind: "secret-uri" | "vault-name";
  vaultId: VaultId;
  secretName: string;
  version: string | null;
};

function targetOf(pairs: Pair[], vaultSuffix: string): Target | Fault {
  const of = (key: string) => pairs.find((pair) => pair.key === key);
  const uri = of("secreturi");
  const other = pairs.find(({ key }) => key !== "secreturi");
  if (uri && other)
    return { position: other.at, reason: "SecretUri stands alone; the other form names the vault instead." };
  return uri ? byUri(uri, vaultSuffix) : byName(pairs);
}

function byUri({ value, valueAt }: Pair, vaultSuffix: string): Target | Fault {
  const fault = (reason: string): Fault => ({ position: valueAt, reason });
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== "https:") return fault("SecretUri must be a whole https address.");
  const host = url.hostname.toLowerCase();
  const name = host.endsWith(`.${vaultSuffix}`) ? host.slice(0, -vaultSuffix.length - 1) : "";
  const vaultId = vaultIdSchema.safeParse(name).data;
  if (!vaultId)
    return fault(`SecretUri must name a vault of this cloud, such as https://my-vault.${vaultSuffix}/.`);
  const [root, secretName = "", version = "", ...more] = url.pathname.split("/").slice(1);
  if (root?.toLowerCase() !== "secrets" || more.length > 0)
    return fault("SecretUri must go on with /secrets/ and the secret's name.");
  return named("secret-uri", { vaultId, secretName, version, nameAt: valueAt, versionAt: valueAt });
}

function byName(pairs: Pair[]): Target | Fault {
  const of = (key: string) => pairs.find((pair) => pair.key === key);
  const [vault, secret, version] = [of("vaultname"), of("secretname"), of("secretversion")];
  const first = pairs[0]?.at ?? 0;
  if (!vault) return { position: first, reason: "VaultName is missing." };
  if (!secret) return { position: first, reason: "SecretName is missing." };
  const vaultId = vaultIdSchema.safeParse(vault.value.toLowerCase()).data;
  if (!vaultId)
    return { position: vault.valueAt, reason: "VaultName is 3 to 24 letters, digits and hyphens." };
  return named("vault-name", {
    vaultId,
    secretName: secret.value,
    version: version?.value ?? "",
    nameAt: secret.valueAt,
    versionAt: version?.valueAt ?? secret.valueAt,
  });
}

type Named = { vaultId: VaultId; secretName: string; version: string; nameAt: number; versionAt: number };

function named(
  kind: Target["kind"],
  { vaultId, secretName, version, nameAt, versionAt }: Named,
): Target | Fault {
  if (!/^[0-9a-zA-Z-]{1,127}$/.test(secretName))
    return { position: nameAt, reason: "A secret's name is 1 to 127 letters, digits and hyphens." };
  if (version !== "" && !/^[0-9a-f]{32}$/i.test(version))
    return { position: versionAt, reason: "A version is 32 hexadecimal digits." };
  return { kind, vaultId, secretName, version: version === "" ? null : version.toLowerCase() };
}
