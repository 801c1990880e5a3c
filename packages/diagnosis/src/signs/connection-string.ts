/**
 * Keys that AppAuthentication knows (azure-sdk-for-net, AzureServiceTokenProviderFactory). Unknown keys are ignored by it,
 * so a misspelt one silently changes what the string means.
 */
const knownKeys = new Set(
  "runas appid tenantid appkey certificatethumbprint certificatesubjectname certificatestorelocation developertool keyvaultcertificatesecretidentifier msiretrytimeout".split(
    " ",
  ),
);

/** What is wrong with an `AzureServicesAuthConnectionString`; empty when its form is right. */
export function connectionStringFaults(value: string): string[] {
  const faults: string[] = [];
  const text = value.trim();
  if (text === "") return ["it is empty"];
  if (/^["']|["']$/.test(text)) faults.push("it is inside quotation marks");
  const parts = text
    .replace(/^["']|["']$/g, "")
    .split(";")
    .filter((part) => part.trim() !== "");
  if (parts.some((part, index) => index > 0 && /^\s/.test(part))) faults.push("a blank follows a semicolon");
  const keys = parts.map((part) => (part.split("=")[0] ?? "").trim().toLowerCase());
  if (!keys.includes("runas")) faults.push("RunAs is missing");
  for (const key of keys)
    if (!knownKeys.has(key)) faults.push(`"${key.slice(0, 40)}" is not one of its keys`);
  if (new Set(keys).size < keys.length) faults.push("a key is repeated");
  if (parts.some((part) => !/=\s*\S/.test(part))) faults.push("a part has no value");
  if (/[{}<>]/.test(text)) faults.push("a placeholder stands where a value belongs");
  return faults;
}

/** Does it sign in as a service principal, with a key or a certificate, instead of a managed identity? */
export function connectionStringNamesServicePrincipal(value: string): boolean {
  return /(?:appkey|certificatethumbprint|certificatesubjectname|keyvaultcertificatesecretidentifier)\s*=/i.test(
    value.slice(0, 2000),
  );
}

/** Is this setting's value meant as such a string? */
export function looksLikeConnectionString(value: string): boolean {
  return /^["'\s]{0,3}runas\s{0,3}=/i.test(value);
}
