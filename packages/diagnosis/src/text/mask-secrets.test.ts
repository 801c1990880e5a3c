import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diagnose } from "../diagnose.ts";
import { explainText } from "../explain-text.ts";
import { maskSecrets } from "./mask-secrets.ts";

const base64url = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"];
const run = (characters: string[], minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...characters), { minLength, maxLength }).map((all) => all.join(""));
const part = run(base64url, 30, 90);
const jwt = fc.tuple(part, part, part).map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`);
const key = run([...base64url.slice(0, 62), "+", "/"], 86, 86).map((text) => `${text}==`);
const clientSecret = fc.tuple(run(base64url, 3, 3), run(base64url, 34, 34)).map(([a, b]) => `${a}8Q~${b}`);
const password = run([...base64url.slice(0, 62), "!", "#", "$"], 12, 30);

const leaks = (text: string, secret: string): boolean =>
  text.includes(secret) || text.includes(secret.slice(4, 24));

describe("secrets that people paste are masked", () => {
  test.each<[string, string, string]>([
    ["a bearer header", "Authorization: Bearer abcDEF123456789.xyz_QRS-0123", "abcDEF123456789"],
    [
      "a password in a connection string",
      "Server=tcp:x;User ID=a;Password=Sup3rS3cret!;Encrypt=True",
      "Sup3rS3cret!",
    ],
    ["AppKey", "RunAs=App;AppId=a;TenantId=b;AppKey=s3cr3tValue", "s3cr3tValue"],
    ["AccountKey", "AccountName=a;AccountKey=abcd1234abcd1234==;EndpointSuffix=x", "abcd1234abcd1234"],
    ["SharedAccessKey", "SharedAccessKeyName=Root;SharedAccessKey=abcd1234abcd1234=", "abcd1234abcd1234"],
    ["a signature in an address", "https://x/y?sv=2020&sig=ab%2Fcd1234ef&se=2030", "ab%2Fcd1234ef"],
    ["a client secret in JSON", '{"client_secret":"not~so~long"}', "not~so~long"],
    ["a client secret in escaped JSON", '{\\"clientSecret\\":\\"tiny\\"}', "tiny"],
    ["IDENTITY_HEADER", "IDENTITY_HEADER=853b9a84-5bfa-4b22-a3f3-0b9a43d9ad8a", "853b9a84"],
    ["X-IDENTITY-HEADER", "> X-IDENTITY-HEADER: 853b9a84-5bfa", "853b9a84"],
    ["MSI_SECRET", "MSI_SECRET: 69418689F1E342DD946CB82994CDA3CB", "69418689F1E342DD"],
    ["the old protocol's header", "-H Secret: 69418689F1E342DD", "69418689F1E342DD"],
    ["a PEM block", "x -----BEGIN PRIVATE KEY----- MIIEvQ IBADAN -----END PRIVATE KEY----- y", "MIIEvQ"],
    ["an unfinished PEM block", "x -----BEGIN RSA PRIVATE KEY----- MIIEvQ IBADAN", "IBADAN"],
    ["a password in an address", "postgres://me:hunter22@host/db", "hunter22"],
    [
      "a function key",
      "https://x.azurewebsites.net/api/f?code=aB3dE5gH7jK9mN1pQ3sT5vW7yZ9==",
      "aB3dE5gH7jK9",
    ],
    ["an access token in JSON", '"access_token":"opaque-token-value-1"', "opaque-token-value-1"],
  ])("%s", (_, text, secret) => {
    expect(maskSecrets(text)).not.toContain(secret);
  });

  test.each<[string, string]>([
    ["codes", '{"error":{"code":"Forbidden","innererror":{"code":"ForbiddenByRbac"}}}'],
    ["numbers", "code: AADSTS7000215 status code: 403 AKV10032"],
    ["GUIDs", "appid=0a1b2c3d-1111-4222-8333-444455556666;oid=9f8e7d6c-5555-4666-8777-888899990000"],
    [
      "addresses",
      "https://kv-a.vault.azure.net/secrets/my-very-long-secret-name-with-words/?api-version=7.4",
    ],
    ["types", "Microsoft.Azure.Services.AppAuthentication.AzureServiceTokenProviderException: Parameters"],
    [
      "resource IDs",
      "/subscriptions/0a1b2c3d-1111-4222-8333-444455556666/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv",
    ],
    ["names of secrets", "Secret Testcredential is currently in a deleted but recoverable state"],
  ])("%s stay readable", (_, text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  const surroundings = fc.constantFrom(
    (secret: string) => `token ${secret} end`,
    (secret: string) => `AKV10046: Unable to resolve the key. EncodedJwtHeader: '${secret}' Status: 401`,
    (secret: string) => JSON.stringify(JSON.stringify({ access_token: secret, statusCode: 403 })),
    (secret: string) => `<td>Bearer ${secret}</td> Caller is not authorized to perform action on resource`,
    (secret: string) => `Client address is not authorized ${secret}\nStatus: 403`,
  );
  test.each([
    ["tokens", jwt],
    ["keys", key],
    ["client secrets", clientSecret],
  ])("%s of any value, anywhere, reach neither evidence nor fix", (_, secrets) => {
    fc.assert(
      fc.property(secrets, surroundings, (secret, around) => {
        const text = around(secret);
        const seen = JSON.stringify([
          explainText(text, undefined, { armReadable: false }).diagnosis,
          diagnose({ raw: text, operation: "get", httpStatus: 403 }),
        ]);
        return !leaks(seen, secret);
      }),
      { numRuns: 150 },
    );
  });

  test("labelled values of any form are masked", () => {
    const labels = fc.constantFrom(
      "Password=",
      "AccountKey=",
      "AppKey=",
      "client_secret=",
      '"password": "',
      "IDENTITY_HEADER=",
    );
    fc.assert(
      fc.property(labels, password, (label, value) => !maskSecrets(`a ${label}${value};b`).includes(value)),
      { numRuns: 300 },
    );
  });

  test("secrets in the facts are not quoted either", () => {
    const seen = JSON.stringify(
      diagnose({
        operation: "token",
        env: {
          AzureServicesAuthConnectionString: "'RunAs=App;AppId=x;TenantId=y;AppKey=v3ryS3cret'",
          AZURE_CLIENT_SECRET: "abc8Q~hidden",
        },
        errorCode: "AADSTS7000215",
      }),
    );
    expect(seen).not.toMatch(/v3ryS3cret|hidden/);
  });
});
