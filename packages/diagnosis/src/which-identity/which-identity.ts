import type { CodeRow } from "@latchkey/shared/which-identity";
import { type CodeFacts, isSet, select } from "./code-facts.ts";
import { decideDefault } from "./default-credential.ts";
import { endpointTexts } from "./failure-texts.ts";
import { type Library, libraries } from "./libraries.ts";
import { answerFor, basisOf, type Decision, decideManaged } from "./managed-credential.ts";

/**
 * Which identity each way of asking for a token gets in this app, or the failure, and the setting that decides it. Grouped:
 * DefaultAzureCredential, ManagedIdentityCredential with nothing given, the retired library, the 2017 protocol, Key Vault references.
 */
export function whichIdentity(facts: CodeFacts): CodeRow[] {
  return [
    ...libraries.map((library) => defaultRow(facts, library)),
    ...libraries.map((library) => managedRow(facts, library)),
    retiredLibraryRow(facts),
    protocol2017Row(facts),
    referencesRow(facts),
  ];
}

function rowOf(
  row: Omit<CodeRow, "answer" | "decidedBy" | "because" | "basis">,
  decision: Decision,
): CodeRow {
  const { answer, setting, value, because, basis } = decision;
  return { ...row, answer, decidedBy: { setting, value }, because, basis };
}

function defaultRow(facts: CodeFacts, library: Library): CodeRow {
  const { language, name, suffix, defaultCode, source } = library;
  return rowOf(
    {
      id: `default-azure-credential-${suffix}`,
      group: "default-azure-credential",
      language,
      code: defaultCode,
      library: name,
      source,
    },
    decideDefault(facts, library),
  );
}

function managedRow(facts: CodeFacts, library: Library): CodeRow {
  const { language, name, suffix, managedCode, source } = library;
  const decision = decideManaged(facts, library, null, {
    setting: "AZURE_CLIENT_ID",
    value: facts.env.AZURE_CLIENT_ID ?? null,
    because: isSet(facts, "AZURE_CLIENT_ID")
      ? "ManagedIdentityCredential does not read AZURE_CLIENT_ID: with nothing given it asks for the system-assigned identity."
      : "With nothing given it asks for the system-assigned identity.",
  });
  return rowOf(
    {
      id: `managed-identity-credential-${suffix}`,
      group: "managed-identity-credential",
      language,
      code: managedCode,
      library: name,
      source,
    },
    decision,
  );
}

function retiredLibraryRow(facts: CodeFacts): CodeRow {
  return rowOf(
    {
      id: "app-authentication",
      group: "app-authentication",
      language: "dotnet",
      code: "new AzureServiceTokenProvider()",
      library: "Microsoft.Azure.Services.AppAuthentication (retired)",
      source:
        "azure-sdk-for-net, AzureServiceTokenProvider, AzureServiceTokenProviderFactory and MsiAccessTokenProvider",
    },
    retiredLibrary(facts),
  );
}

function retiredLibrary(facts: CodeFacts): Decision {
  const setting = "AzureServicesAuthConnectionString";
  const errorName = "AzureServiceTokenProviderException";
  const { legacy } = facts;
  if (legacy?.state === "malformed")
    return {
      answer: {
        kind: "failure",
        errorName: "ArgumentException",
        text: `Connection string ${legacy.masked} is not …`,
      },
      setting,
      value: legacy.masked,
      because: `The string cannot be read at character ${legacy.position}: ${legacy.reason}`,
      basis: "environment-showed",
    };
  const because = legacy
    ? `${legacy.meaning} Today's libraries ignore the setting.`
    : "The setting is not there, so the retired library would ask for the system-assigned identity; it never read AZURE_CLIENT_ID.";
  const value = legacy?.masked ?? null;
  if (legacy && legacy.connection.kind !== "managed-identity")
    return {
      answer: { kind: "other-credential", credential: legacy.connection.kind, as: legacy.meaning },
      setting,
      value,
      because,
      basis: "environment-showed",
    };
  const clientId = legacy?.connection.kind === "managed-identity" ? legacy.connection.clientId : null;
  const selection = clientId === null ? null : { clientId };
  if (!isSet(facts, "IDENTITY_ENDPOINT") || !isSet(facts, "IDENTITY_HEADER"))
    return noEndpoint("IDENTITY_ENDPOINT", errorName, "Tried to get token using Managed Service Identity. …");
  const answer = answerFor(facts, "dotnet", errorName, selection);
  return {
    answer:
      answer.kind === "failure"
        ? {
            ...answer,
            text: retiredText(selection === null ? endpointTexts.noneSelected : endpointTexts.notAssigned),
          }
        : answer,
    setting,
    value,
    because,
    basis: basisOf(facts, selection),
  };
}

function retiredText(said: string): string {
  return `Parameters: Connection String: …, Resource: https://vault.azure.net, Authority: …. Exception Message: Tried to get token using Managed Service Identity. Access token could not be acquired. … MSI ResponseCode: BadRequest, Response: {"statusCode":400,"message":"${said}",…}`;
}

function noEndpoint(setting: string, errorName: string, text: string): Decision {
  return {
    answer: { kind: "failure", errorName, text },
    setting,
    value: null,
    because: `${setting} is not set in this process.`,
    basis: "environment-showed",
  };
}

/** Microsoft Learn, "How to use managed identities for App Service": only `clientid` may name an identity there, and nothing was given. */
function protocol2017Row(facts: CodeFacts): CodeRow {
  const missing = ["MSI_ENDPOINT", "MSI_SECRET"].find((name) => !isSet(facts, name));
  const answer = answerFor(facts, "dotnet", "HTTP 400", null);
  return rowOf(
    {
      id: "protocol-2017",
      group: "protocol-2017",
      language: null,
      code: "GET $MSI_ENDPOINT?api-version=2017-09-01&resource=https://vault.azure.net",
      library: "no library: the protocol of 2017 with the header Secret",
      source: "Microsoft Learn, How to use managed identities for App Service, REST endpoint reference",
    },
    missing
      ? noEndpoint(missing, "no request", `${missing} is not set.`)
      : {
          answer: answer.kind === "failure" ? { ...answer, text: endpointTexts.noneSelected } : answer,
          setting: "clientid (in the request)",
          value: null,
          because:
            "The request names no identity, so it asks for the system-assigned one; no setting changes that.",
          basis: basisOf(facts, null),
        },
  );
}

/** Microsoft Learn, "Use Key Vault references as app settings". */
function referencesRow(facts: CodeFacts): CodeRow {
  return rowOf(
    {
      id: "key-vault-references",
      group: "key-vault-references",
      language: null,
      code: "@Microsoft.KeyVault(…)",
      library: "App Service itself",
      source: "Microsoft Learn, Use Key Vault references as app settings in Azure App Service",
    },
    references(facts),
  );
}

function references(facts: CodeFacts): Decision {
  const setting = "keyVaultReferenceIdentity";
  const written = facts.referenceIdentity;
  if (written === undefined)
    return {
      answer: {
        kind: "cannot-tell",
        because: "ARM could not be read, and only ARM shows keyVaultReferenceIdentity",
      },
      setting,
      value: null,
      because: "The setting of the site decides, and AZURE_CLIENT_ID has no part in it.",
      basis: "inferred",
    };
  const bySystem = written === null || written.toLowerCase() === "systemassigned";
  const selection = bySystem ? null : { resourceId: written };
  const selected = select(facts, selection);
  const because = bySystem
    ? "It names no user-assigned identity, so references use the system-assigned one, whatever AZURE_CLIENT_ID says."
    : "References use the identity with this Resource ID, whatever AZURE_CLIENT_ID says.";
  return {
    answer:
      selected.kind === "none"
        ? { kind: "failure", errorName: "MSINotEnabled", text: "MSINotEnabled" }
        : answerFor(facts, "dotnet", "", selection),
    setting,
    value: written,
    because,
    basis: selected.kind === "unknown" ? "inferred" : "arm-showed",
  };
}
