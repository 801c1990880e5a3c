import { z } from "zod";

const certificateStoreSchema = z.enum(["CurrentUser", "LocalMachine"]);

/**
 * What a connection string of the retired library asks for. `appKey` is always the mask: the secret itself is never kept.
 * Source: azure-sdk-for-net, AzureServiceTokenProviderFactory of Microsoft.Azure.Services.AppAuthentication.
 */
const legacyConnectionSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("managed-identity"),
    /** Null: the system-assigned identity. As it was written, not checked to be a GUID. */
    clientId: z.string().nullable(),
    retryTimeoutSeconds: z.int().nullable(),
  }),
  z.object({
    kind: z.literal("client-secret"),
    clientId: z.string(),
    tenantId: z.string(),
    appKey: z.string(),
  }),
  z.object({
    kind: z.literal("certificate"),
    clientId: z.string(),
    tenantId: z.string(),
    store: certificateStoreSchema,
    /** The thumbprint wins where both were given. */
    find: z.enum(["thumbprint", "subject-name"]),
    value: z.string(),
  }),
  z.object({
    kind: z.literal("key-vault-certificate"),
    clientId: z.string(),
    tenantId: z.string().nullable(),
    secretIdentifier: z.string(),
  }),
  z.object({ kind: z.literal("developer"), tool: z.enum(["AzureCLI", "VisualStudio"]) }),
  z.object({ kind: z.literal("current-user") }),
]);
export type LegacyConnection = z.infer<typeof legacyConnectionSchema>;

/** What to write instead of a legacy connection string. */
const modernReplacementSchema = z.object({
  /** One sentence in the imperative. */
  summary: z.string(),
  /** App settings to have afterwards, in order; secrets are placeholders such as `<client-secret>`. May be empty. */
  settings: z.array(z.object({ name: z.string(), value: z.string() })),
  /** The same said in code, one entry a language. */
  code: z.array(
    z.object({ language: z.enum(["javascript", "dotnet", "python", "java", "go"]), text: z.string() }),
  ),
  /** What is easily done wrong with it; sentences. */
  notes: z.array(z.string()),
});
export type ModernReplacement = z.infer<typeof modernReplacementSchema>;

/** `AzureServicesAuthConnectionString`, read by its whole grammar. */
export const connectionStringReadingSchema = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("valid"),
    connection: legacyConnectionSchema,
    /** The string in its plainest form, secrets masked. */
    masked: z.string(),
    /** Keys that the library does not know and silently ignores, as written. */
    ignoredKeys: z.array(z.string()),
    /** One sentence: what the retired library would do with it. */
    meaning: z.string(),
    replacement: modernReplacementSchema,
  }),
  z.object({
    state: z.literal("malformed"),
    /** Where it goes wrong: characters from the start, the first is 0. */
    position: z.int().min(0),
    /** A sentence. Quotes no value. */
    reason: z.string(),
    /** The string with everything masked that may be a secret. */
    masked: z.string(),
  }),
]);
export type ConnectionStringReading = z.infer<typeof connectionStringReadingSchema>;
