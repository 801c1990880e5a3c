import fc from "fast-check";
import { expect, test } from "vitest";
import { parseEntries, printEntries } from "./entries.ts";
import { secretMask } from "./mask-connection-string.ts";
import { printConnectionString, readConnectionString } from "./read-connection-string.ts";

const id = "3f0f1f6e-6a53-4a0e-9d55-0a8a6f1f0b11";
const tenant = "72f988bf-0000-4000-8000-000000000001";
const userAssigned = { kind: "managed-identity", clientId: id, retryTimeoutSeconds: null };
const systemAssigned = { kind: "managed-identity", clientId: null, retryTimeoutSeconds: null };
const secret = { kind: "client-secret", clientId: id, tenantId: tenant, appKey: secretMask };
const byThumbprint = {
  kind: "certificate",
  clientId: id,
  tenantId: tenant,
  store: "CurrentUser",
  find: "thumbprint",
  value: "ABCDEF0123",
};
const bySubject = {
  ...byThumbprint,
  store: "LocalMachine",
  find: "subject-name",
  value: "CN=orders, O=Contoso",
};
const inVault = {
  kind: "key-vault-certificate",
  clientId: id,
  tenantId: null,
  secretIdentifier: "https://kv-orders.vault.azure.net/secrets/signing",
};

test.each([
  ["RunAs=App", systemAssigned],
  ["RunAs=App;", systemAssigned],
  [" ;; RunAs=App ;; ", systemAssigned],
  ["runas=app", systemAssigned],
  ["RUNAS = APP", systemAssigned],
  ["RunAs='App'", systemAssigned],
  ['RunAs="App"', systemAssigned],
  ["RunAs=App\0\0", systemAssigned],
  ["RunAs=App\r\n", systemAssigned],
  ["RunAs=App;MsiRetryTimeout=30", { ...systemAssigned, retryTimeoutSeconds: 30 }],
  ["RunAs=App;MsiRetryTimeout=' 30 '", { ...systemAssigned, retryTimeoutSeconds: 30 }],
  [`RunAs=App;AppId=${id}`, userAssigned],
  [`RunAs=App; AppId=${id}`, userAssigned],
  [`AppId=${id};RunAs=App`, userAssigned],
  [`RunAs=App;AppId='${id}'`, userAssigned],
  [`RunAs=App;AppId=${id};TenantId=${tenant}`, userAssigned],
  [`RunAs=App;AppId=${id};MsiRetryTimeout=0`, { ...userAssigned, retryTimeoutSeconds: 0 }],
  ["RunAs=App;AppId=''''", { ...userAssigned, clientId: "'" }],
  [`RunAs=App;AppId=${id};TenantId=${tenant};AppKey=s3cret~value`, secret],
  [`RunAs=App;AppId=${id};TenantId=${tenant};AppKey="a;b""c'"`, secret],
  [`RunAs=App;AppId=${id};TenantId=${tenant};AppKey=a==b`, secret],
  [
    `RunAs=App;AppId=${id};TenantId=${tenant};CertificateThumbprint=ABCDEF0123;CertificateStoreLocation=CurrentUser`,
    byThumbprint,
  ],
  [
    `RunAs=App;AppId=${id};TenantId=${tenant};CertificateSubjectName="CN=orders, O=Contoso";CertificateStoreLocation=localmachine`,
    bySubject,
  ],
  [
    `RunAs=App;AppId=${id};TenantId=${tenant};CertificateSubjectName=x;CertificateThumbprint=ABCDEF0123;CertificateStoreLocation=1`,
    byThumbprint,
  ],
  [
    `RunAs=App;AppId=${id};TenantId=${tenant};AppKey=k;CertificateThumbprint=ABCDEF0123;CertificateStoreLocation=CurrentUser`,
    byThumbprint,
  ],
  [`RunAs=App;AppId=${id};KeyVaultCertificateSecretIdentifier=${inVault.secretIdentifier}`, inVault],
  [
    `RunAs=App;AppId=${id};AppKey=k;TenantId=${tenant};KeyVaultCertificateSecretIdentifier=${inVault.secretIdentifier}`,
    { ...inVault, tenantId: tenant },
  ],
  ["RunAs=Developer;DeveloperTool=AzureCLI", { kind: "developer", tool: "AzureCLI" }],
  ["RunAs=developer; DeveloperTool=VISUALSTUDIO", { kind: "developer", tool: "VisualStudio" }],
  ["RunAs=CurrentUser", { kind: "current-user" }],
])("%j asks for what it says", (text, connection) => {
  expect(readConnectionString(text)).toMatchObject({ state: "valid", connection });
});

test.each([
  [`RunAs=App;Appid_=${id}`, ["Appid_"]],
  [`RunAs=App;App Id=${id}`, ["App Id"]],
  [`RunAs=App;ClientId=${id}`, ["ClientId"]],
  // A part without an equals sign swallows the next key, semicolon and all.
  [`RunAs=App;note;AppId=${id}`, ["note;AppId"]],
  ["RunAs=App;a==b=c", ["[masked]"]],
  ["RunAs=App;Zx8Q~aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=1", ["[masked]"]],
])(
  "%j asks for the system-assigned identity, as the other key is none of the library's",
  (text, ignoredKeys) => {
    expect(readConnectionString(text)).toMatchObject({ connection: systemAssigned, ignoredKeys });
  },
);

test.each([
  ["", 0, "The string is empty."],
  ["   ", 0, "The string is empty."],
  [";;;", 0, "RunAs is missing."],
  ["RunAs", 0, "A key without a value: there is no equals sign after it."],
  ["RunAs=App;AppId", 10, "A key without a value: there is no equals sign after it."],
  ["=App", 0, "There is no key before this equals sign."],
  ["RunAs=App;=x", 10, "There is no key before this equals sign."],
  ["RunAs==App", 0, "A key without a value: there is no equals sign after it."],
  ["RunAs=App;runas=App", 10, "This key is there already; a repeated key is an error."],
  ["RunAs=App;RunAs=", 10, "This key is there already; a repeated key is an error."],
  ["RunAs='App", 6, "This quote (') is not closed."],
  ['RunAs="App""', 6, 'This quote (") is not closed.'],
  ["RunAs='App'x", 11, "After a value in quotes only a semicolon may follow."],
  ['"RunAs=App"', 10, "A value that ends with a quote must stand in quotes as a whole."],
  ["RunAs=App\u0001", 9, "A control character must stand in quotes."],
  ["Run\u0001As=App", 3, "A key must not hold a control character."],
  ["RunAs='A\0pp'", 8, "A value in quotes must not hold a null character."],
  ["RunAs=", 6, "RunAs is empty."],
  ["RunAs=' '", 6, "RunAs is empty."],
  ["RunAs=Application", 6, "RunAs must be App, Developer or CurrentUser."],
  ["AppId=x", 0, "RunAs is missing."],
  ["RunAs=Developer", 0, "DeveloperTool is missing."],
  ["RunAs=Developer;DeveloperTool=VSCode", 30, "DeveloperTool must be AzureCLI or VisualStudio."],
  ["RunAs=App;AppId=", 16, "AppId is empty."],
  ["RunAs=App;AppId=x;AppKey=k", 0, "TenantId is missing."],
  ["RunAs=App;AppId=x;TenantId=t;AppKey=", 36, "AppKey is empty."],
  [
    "RunAs=App;AppId=x;CertificateThumbprint=A",
    40,
    "CertificateThumbprint needs CertificateStoreLocation beside it.",
  ],
  [
    "RunAs=App;AppId=x;CertificateStoreLocation=CurrentUser",
    43,
    "CertificateStoreLocation needs CertificateThumbprint or CertificateSubjectName beside it.",
  ],
  [
    "RunAs=App;AppId=x;TenantId=t;CertificateThumbprint=A;CertificateStoreLocation=Machine",
    78,
    "CertificateStoreLocation must be CurrentUser or LocalMachine.",
  ],
  [
    "RunAs=App;AppId=x;CertificateThumbprint=A;CertificateStoreLocation=CurrentUser",
    0,
    "TenantId is missing.",
  ],
  ["RunAs=App;MsiRetryTimeout=soon", 26, "MsiRetryTimeout must be a whole number of seconds, 0 or more."],
  ["RunAs=App;MsiRetryTimeout=-1", 26, "MsiRetryTimeout must be a whole number of seconds, 0 or more."],
  ["RunAs=App;MsiRetryTimeout=", 26, "MsiRetryTimeout must be a whole number of seconds, 0 or more."],
  [
    "RunAs=App;MsiRetryTimeout=2147483648",
    26,
    "MsiRetryTimeout must be a whole number of seconds, 0 or more.",
  ],
])("%j is malformed at %i", (text, position, reason) => {
  expect(readConnectionString(text)).toMatchObject({ state: "malformed", position, reason });
});

test.each([
  `RunAs=App;AppId=${id};TenantId=${tenant};AppKey=top-secret`,
  `RunAs=App;AppId=${id};TenantId=${tenant};AppKey="top-secret;AppId=1"`,
  `RunAs=App;AppId=${id};AppKey=top-secret`,
  `RunAs=App;AppId=${id};TenantId=t;AppKey='x;AppId=top-secret`,
  `RunAs=App;AppKey=top-secret;AppKey=top-secret`,
  `RunAs=App;App Key=top-secret`,
  `RunAs=App;AppId=${id};top-secret`,
])("nothing of the secret in %j comes back", (text) => {
  expect(JSON.stringify(readConnectionString(text))).not.toContain("top-secret");
});

const printable = fc.string({ unit: "grapheme", maxLength: 30 });
const key = printable.filter(
  (text) => /^[^\s;\p{Cc}\p{Z}]/u.test(text) && !/[\p{Cc}]|[\s\p{Z}]$/u.test(text),
);

test("parsing what was printed gives the same pairs back", () => {
  const pair = fc.record({
    key,
    value: fc.string({ maxLength: 40 }).map((text) => text.replaceAll("\0", "")),
  });
  const pairs = fc.uniqueArray(pair, {
    selector: (one) => one.key.toLowerCase(),
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(pairs, (entries) => {
      const parsed = parseEntries(printEntries(entries));
      expect(Array.isArray(parsed) && parsed.map(({ key, value }) => ({ key, value }))).toEqual(entries);
    }),
    { numRuns: 2_000 },
  );
});

const word = fc.stringMatching(/^[A-Za-z0-9 '";=,.-]{1,20}$/).filter((text) => text.trim() !== "");
const clientId = fc.uuid();
const connections = fc.oneof(
  fc.record({
    kind: fc.constant("managed-identity" as const),
    clientId: fc.option(clientId),
    retryTimeoutSeconds: fc.option(fc.integer({ min: 0, max: 3_600 })),
  }),
  fc.record({
    kind: fc.constant("client-secret" as const),
    clientId,
    tenantId: word,
    appKey: fc.constant(secretMask),
  }),
  fc.record({
    kind: fc.constant("certificate" as const),
    clientId,
    tenantId: word,
    store: fc.constantFrom("CurrentUser" as const, "LocalMachine" as const),
    find: fc.constantFrom("thumbprint" as const, "subject-name" as const),
    value: word,
  }),
  fc.record({
    kind: fc.constant("key-vault-certificate" as const),
    clientId,
    tenantId: fc.option(word),
    secretIdentifier: fc.webUrl(),
  }),
  fc.record({
    kind: fc.constant("developer" as const),
    tool: fc.constantFrom("AzureCLI" as const, "VisualStudio" as const),
  }),
  fc.constant({ kind: "current-user" as const }),
);

test("reading what was printed gives the same connection back", () => {
  fc.assert(
    fc.property(connections, (connection) => {
      const text = printConnectionString(connection);
      expect(readConnectionString(text)).toMatchObject({ state: "valid", connection, masked: text });
    }),
    { numRuns: 1_000 },
  );
});

test("any text at all is read", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const reading = readConnectionString(text);
      if (reading.state === "malformed") expect(reading.position).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2_000 },
  );
});
