import type { Environment } from "./environment.ts";

/** Settings that decide which identity code gets, and that may be shown. */
const shown = [
  "AZURE_CLIENT_ID",
  "AZURE_TENANT_ID",
  "AZURE_TOKEN_CREDENTIALS",
  "AZURE_FEDERATED_TOKEN_FILE",
  "AZURE_AUTHORITY_HOST",
];
/** The same, but only that they are set. */
const named = [
  "AZURE_CLIENT_SECRET",
  "AZURE_CLIENT_CERTIFICATE_PATH",
  "AZURE_USERNAME",
  "AZURE_PASSWORD",
  "IDENTITY_ENDPOINT",
  "IDENTITY_HEADER",
  "MSI_ENDPOINT",
  "MSI_SECRET",
];

/** What a library would see of these settings: absent, `""`, the value, or `"set"` in place of a secret one. */
export function codeEnvironment(env: Environment): Record<string, string> {
  const of = (names: string[], show: (value: string) => string) =>
    names.flatMap((name): [string, string][] => {
      const value = env[name];
      return value === undefined ? [] : [[name, value === "" ? "" : show(value)]];
    });
  return Object.fromEntries([...of(shown, (value) => value), ...of(named, () => "set")]);
}
