import type { ConnectionStringReading } from "@latchkey/shared/connection-string";
import { cloudNamed, cloudOfSite, clouds } from "../azure/clouds.ts";
import { readConnectionString } from "../azure/connection-string/read-connection-string.ts";
import { looksLikeReference } from "../azure/reference.ts";
import { referenceSigns } from "./reference-signs.ts";
import { type Sighting, sighting } from "./sign.ts";

const isSet = (value: string | null | undefined): boolean => typeof value === "string" && value.trim() !== "";

type Environment = Readonly<Record<string, string | null>>;

/** The vaults' suffix in the cloud that the process runs in, as its settings tell it. */
const vaultSuffixIn = ({ AZURE_CLOUD, WEBSITE_HOSTNAME }: Environment): string =>
  clouds[cloudNamed(AZURE_CLOUD) ?? cloudOfSite(WEBSITE_HOSTNAME) ?? "AzureCloud"].vaultSuffix;

/** What the environment shows. Values are not quoted, but for the faults of a connection string. */
export function environmentSigns(env: Environment): Sighting[] {
  const found: Sighting[] = [];
  const modern = env.IDENTITY_ENDPOINT;
  const legacy = env.MSI_ENDPOINT;
  if (modern === null || (legacy === null && !isSet(modern)))
    found.push(
      sighting(
        "endpoint-variables-missing",
        `${modern === null ? "IDENTITY_ENDPOINT" : "MSI_ENDPOINT"} is not set`,
        true,
      ),
    );
  for (const name of ["IDENTITY_ENDPOINT", "MSI_ENDPOINT"]) {
    const value = env[name];
    if (isSet(value) && value !== "set" && !/^https?:\/\//i.test(value ?? ""))
      found.push(sighting("endpoint-variable-invalid", `${name} is not a URL`, true));
  }
  if (env.AZURE_CLIENT_ID === "")
    found.push(sighting("client-id-blank", "AZURE_CLIENT_ID is set and empty", true));
  if (isSet(env.AZURE_CLIENT_SECRET) || isSet(env.AZURE_CLIENT_CERTIFICATE_PATH))
    found.push(
      sighting(
        "credential-service-principal",
        "AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH is set",
        true,
      ),
    );
  if (env.WEBSITE_DISABLE_MSI?.trim().toLowerCase() === "true")
    found.push(sighting("managed-identity-switched-off", "WEBSITE_DISABLE_MSI is true", true));
  if (isSet(env.AZURE_FEDERATED_TOKEN_FILE))
    found.push(sighting("federation-configured", "AZURE_FEDERATED_TOKEN_FILE is set", true));
  if (isSet(env.HTTP_PROXY) || isSet(env.HTTPS_PROXY) || isSet(env.http_proxy) || isSet(env.https_proxy))
    found.push(sighting("proxy-configured", "HTTP_PROXY or HTTPS_PROXY is set", true));
  for (const [name, value] of Object.entries(env))
    if (isSet(value)) found.push(...valueSigns(name, value ?? "", env));
  return found;
}

function valueSigns(name: string, value: string, env: Environment): Sighting[] {
  if (looksLikeReference(value)) return referenceSigns(name, value, vaultSuffixIn(env));
  if (name.toLowerCase() !== "azureservicesauthconnectionstring" && !looksLikeConnectionString(value))
    return [];
  return value === "set" ? [] : connectionStringSigns(name, value, true);
}

/** What the form of an `AzureServicesAuthConnectionString` shows; used for settings and for texts that quote one. */
export function connectionStringSigns(name: string, value: string, structured: boolean): Sighting[] {
  const reading = readConnectionString(value);
  const doubts = reading.state === "malformed" ? [reading.reason] : doubtsOf(reading);
  const found = [sighting("connection-string-present", `${name} is set`, structured)];
  if (doubts.length > 0)
    return [...found, sighting("connection-string-suspicious", `${name}: ${doubts.join(" ")}`, structured)];
  return reading.state === "valid" && servicePrincipals.has(reading.connection.kind)
    ? [
        ...found,
        sighting("credential-service-principal", `${name} signs in with a key or a certificate`, structured),
      ]
    : found;
}

const servicePrincipals: ReadonlySet<string> = new Set([
  "client-secret",
  "certificate",
  "key-vault-certificate",
]);

/** What is well formed and still cannot be meant: the library ignores keys that it does not know, and takes any ID as it is. */
function doubtsOf({ ignoredKeys, masked }: Extract<ConnectionStringReading, { state: "valid" }>): string[] {
  return [
    ...ignoredKeys.map((key) => `The library does not know the key ${key} and ignores it.`),
    ...(/[{}<>]/.test(masked) ? ["A placeholder stands where a value belongs."] : []),
  ];
}

/** Is this setting's value meant as such a string? */
function looksLikeConnectionString(value: string): boolean {
  return /^["'\s]{0,3}runas\s{0,3}=/i.test(value);
}
