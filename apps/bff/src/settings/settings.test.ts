import { describe, expect, test } from "vitest";
import { connectToFor, parseConnectTo } from "./connect-to.ts";
import { SettingError } from "./setting-error.ts";
import { parseSettings } from "./settings.ts";

const ordersId = "3f0f1f6e-6a53-4a0e-9d55-0a8a6f1f0b11";

describe("vaults", () => {
  const cases: [string, Record<string, string>, string[]][] = [
    [
      "a list of URIs",
      { KEY_VAULT_URLS: "https://kv-a.vault.azure.net/, https://kv-b.vault.azure.net" },
      ["kv-a", "kv-b"],
    ],
    ["azd's endpoint", { AZURE_KEY_VAULT_ENDPOINT: "https://kv-a.vault.azure.net/" }, ["kv-a"]],
    ["a name in capitals", { KEY_VAULT_NAME: "KV-A" }, ["kv-a"]],
    [
      "the first setting that is set wins",
      { KEY_VAULT_URLS: "https://kv-a.vault.azure.net", KEY_VAULT_NAME: "kv-b" },
      ["kv-a"],
    ],
    ["a blank setting does not count", { KEY_VAULT_URLS: " ", AZURE_KEY_VAULT_NAME: "kv-b" }, ["kv-b"]],
    [
      "an unresolved reference",
      { DB: "@Microsoft.KeyVault(SecretUri=https://kv-r.vault.azure.net/secrets/db/)" },
      ["kv-r"],
    ],
    ["a reference by name", { DB: "@Microsoft.KeyVault(VaultName=kv-r;SecretName=db)" }, ["kv-r"]],
    [
      "a resolved reference that App Service lists",
      { WEBSITE_KEYVAULT_REFERENCES: '{"DB":{"vaultName":"kv-r"}}' },
      ["kv-r"],
    ],
    ["a broken list of references", { WEBSITE_KEYVAULT_REFERENCES: "{" }, []],
    [
      "a reference to another cloud's host",
      { DB: "@Microsoft.KeyVault(SecretUri=https://kv-r.evil.example/secrets/db)" },
      [],
    ],
    ["nothing", {}, []],
  ];
  test.each(cases)("%s", (_title, env, ids) => {
    expect(parseSettings(env).vaults.map(({ id }) => id)).toEqual(ids);
  });

  test("the same vault named twice is listed once, with both places", () => {
    const env = { KEY_VAULT_NAME: "kv-a", DB: "@Microsoft.KeyVault(VaultName=kv-a;SecretName=db)" };
    expect(parseSettings(env).vaults).toEqual([
      {
        id: "kv-a",
        name: "kv-a",
        uri: "https://kv-a.vault.azure.net/",
        foundIn: ["KEY_VAULT_NAME", "Key Vault reference DB"],
      },
    ]);
  });

  test("the cloud decides the vaults' suffix", () => {
    const env = { AZURE_CLOUD: "AzureChinaCloud", KEY_VAULT_NAME: "kv-a" };
    expect(parseSettings(env).vaults[0]?.uri).toBe("https://kv-a.vault.azure.cn/");
  });
});

describe("malformed settings stop the start with one line that names the setting", () => {
  const cases: [Record<string, string>, RegExp][] = [
    [{ PORT: "http" }, /^PORT is "http", but must be a port number/],
    [{ PORT: "0" }, /^PORT is "0"/],
    [{ PORT: "70000" }, /^PORT/],
    [{ KEY_VAULT_URLS: "http://kv-a.vault.azure.net" }, /^KEY_VAULT_URLS/],
    [{ KEY_VAULT_URLS: "https://kv-a.vault.azure.net.evil.example" }, /^KEY_VAULT_URLS/],
    [{ KEY_VAULT_URLS: "https://evil.example/vault.azure.net" }, /^KEY_VAULT_URLS/],
    [{ KEY_VAULT_URLS: "https://a.b.vault.azure.net" }, /^KEY_VAULT_URLS/],
    [{ KEY_VAULT_URLS: "https://kv-a.vault.azure.net:444" }, /^KEY_VAULT_URLS/],
    [{ KEY_VAULT_URLS: "kv-a" }, /^KEY_VAULT_URLS/],
    [{ KEY_VAULT_NAME: "kv_a" }, /^KEY_VAULT_NAME/],
    [{ LATCHKEY_CLIENT_IDS: `${ordersId},nonsense` }, /^LATCHKEY_CLIENT_IDS is "nonsense"/],
    [{ AZURE_CLOUD: "AzureGermanCloud" }, /^AZURE_CLOUD .* AzureCloud, AzureUSGovernment, AzureChinaCloud/],
    [{ LATCHKEY_CONNECT_TO: "*.vault.azure.net=10.0.0.4:443" }, /^LATCHKEY_CONNECT_TO/],
    [{ LATCHKEY_CONNECT_TO: "*.vault.azure.net" }, /^LATCHKEY_CONNECT_TO/],
    [{ LATCHKEY_DNS_SERVERS: "dns.example" }, /^LATCHKEY_DNS_SERVERS/],
    [{ LATCHKEY_SHOW_LAST_CHARACTERS: "perhaps" }, /^LATCHKEY_SHOW_LAST_CHARACTERS/],
    [{ LATCHKEY_LOG_LEVEL: "loud" }, /^LATCHKEY_LOG_LEVEL/],
    [{ LATCHKEY_ARM_ENDPOINT: "http://management.example" }, /^LATCHKEY_ARM_ENDPOINT/],
  ];
  test.each(cases)("%o", (env, line) => {
    const error = thrownBy(() => parseSettings(env));
    expect(error).toBeInstanceOf(SettingError);
    expect(error.message).toMatch(line);
    expect(error.message).not.toContain("\n");
  });

  test("a password inside a vault URI is not repeated", () => {
    const error = thrownBy(() =>
      parseSettings({ KEY_VAULT_URLS: "https://user:hunter2@kv-a.vault.azure.net" }),
    );
    expect(error.message).not.toContain("hunter2");
  });
});

describe("the rest", () => {
  test("a blank AZURE_CLIENT_ID counts as unset", () => {
    expect(parseSettings({ AZURE_CLIENT_ID: " " }).azureClientId).toBeUndefined();
  });

  test("AZURE_CLIENT_ID stays as written, because that is what the libraries send", () => {
    expect(parseSettings({ AZURE_CLIENT_ID: "Not-A-Guid" }).azureClientId).toBe("Not-A-Guid");
  });

  test("the legacy connection string names a further identity", () => {
    const { furtherClientIds } = parseSettings({
      AzureServicesAuthConnectionString: `RunAs=App;AppId=${ordersId.toUpperCase()}`,
    });
    expect(furtherClientIds).toEqual([{ clientId: ordersId, foundIn: "AzureServicesAuthConnectionString" }]);
  });

  test("outside App Service only loopback is listened on, on it every address", () => {
    expect(parseSettings({}).host).toBe("127.0.0.1");
    expect(parseSettings({ WEBSITE_SITE_NAME: "app" }).host).toBe("0.0.0.0");
  });

  test.each(["true", "True", "TRUE", " true "])(
    "WEBSITE_AUTH_ENABLED=%s means that sign-in is on",
    (value) => {
      expect(parseSettings({ WEBSITE_AUTH_ENABLED: value }).appService.signInEnabled).toBe(true);
    },
  );

  test.each(["", "1", "yes", "false"])(
    "WEBSITE_AUTH_ENABLED=%s does not mean that sign-in is on",
    (value) => {
      expect(parseSettings({ WEBSITE_AUTH_ENABLED: value }).appService.signInEnabled).toBe(false);
    },
  );

  test("a pattern covers hosts below its suffix and nothing else", () => {
    const rules = parseConnectTo("*.vault.azure.net=127.0.0.1:8443, management.azure.com=[::1]:8444");
    expect(connectToFor(rules, "KV-A.vault.azure.net")?.port).toBe(8443);
    expect(connectToFor(rules, "management.azure.com")?.address).toBe("::1");
    for (const host of ["vault.azure.net", "evilvault.azure.net", "kv.vault.azure.net.evil.example"]) {
      expect(connectToFor(rules, host)).toBeUndefined();
    }
  });
});

function thrownBy(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was thrown");
}
