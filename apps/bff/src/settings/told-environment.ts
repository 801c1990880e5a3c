import type { Environment } from "./environment.ts";

/** Who is told of a setting: what decides which identity a library uses, or the diagnosis of a failure, or both. */
type Reader = "code" | "diagnosis";
/** `value` may be shown; of the others it is only told that they are set, because they are secret or long. */
type Told = { as: "value" | "set"; to: readonly Reader[] };

const both = ["code", "diagnosis"] as const;

/** The settings that are told on, each once. */
const told: Readonly<Record<string, Told>> = {
  AZURE_CLIENT_ID: { as: "value", to: both },
  AZURE_TENANT_ID: { as: "value", to: both },
  AZURE_TOKEN_CREDENTIALS: { as: "value", to: both },
  AZURE_FEDERATED_TOKEN_FILE: { as: "value", to: both },
  AZURE_AUTHORITY_HOST: { as: "value", to: ["code"] },
  AZURE_CLOUD: { as: "value", to: ["diagnosis"] },
  WEBSITE_SITE_NAME: { as: "value", to: ["diagnosis"] },
  WEBSITE_HOSTNAME: { as: "value", to: ["diagnosis"] },
  WEBSITE_DISABLE_MSI: { as: "value", to: ["diagnosis"] },
  AZURE_CLIENT_SECRET: { as: "set", to: both },
  AZURE_CLIENT_CERTIFICATE_PATH: { as: "set", to: both },
  AZURE_USERNAME: { as: "set", to: ["code"] },
  AZURE_PASSWORD: { as: "set", to: ["code"] },
  IDENTITY_ENDPOINT: { as: "set", to: both },
  IDENTITY_HEADER: { as: "set", to: both },
  MSI_ENDPOINT: { as: "set", to: both },
  MSI_SECRET: { as: "set", to: both },
  AzureServicesAuthConnectionString: { as: "set", to: ["diagnosis"] },
  HTTP_PROXY: { as: "set", to: ["diagnosis"] },
  HTTPS_PROXY: { as: "set", to: ["diagnosis"] },
};

/** What a library would see of the settings that decide which identity it uses: absent, `""`, the value, or `"set"` in its place. */
export function codeEnvironment(env: Environment): Record<string, string> {
  return Object.fromEntries(
    toldTo("code", env).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** The settings that matter to a diagnosis, in the same words; null where one is not set. */
export function diagnosisEnvironment(env: Environment): Record<string, string | null> {
  return Object.fromEntries(toldTo("diagnosis", env));
}

function toldTo(reader: Reader, env: Environment): [string, string | null][] {
  return Object.entries(told)
    .filter(([, { to }]) => to.includes(reader))
    .map(([name, { as }]) => [name, words(env[name], as)]);
}

function words(value: string | undefined, as: Told["as"]): string | null {
  if (value === undefined) return null;
  return value === "" || as === "value" ? value : "set";
}
