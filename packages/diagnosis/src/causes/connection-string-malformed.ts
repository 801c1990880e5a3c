import { setSetting } from "../fixes/app-settings.ts";
import type { FixMaker } from "../fixes/fix-draft.ts";
import { clientId } from "../fixes/targets.ts";
import type { CauseKnowledge } from "./cause.ts";
import { atVault, noEndpoint } from "./condition.ts";

const factory = "azure-sdk-for-net, AzureServiceTokenProviderFactory";

const fix: FixMaker = (context) => ({
  ...setSetting(context, "AzureServicesAuthConnectionString", `RunAs=App;AppId=${clientId(context)}`),
  summary: "Write the connection string without quotation marks and blanks, or move to Azure Identity and set AZURE_CLIENT_ID.",
  note: "Only the retired AppAuthentication library reads it; Azure Identity reads AZURE_CLIENT_ID.",
});

export const connectionStringMalformed: CauseKnowledge = {
  title: "AzureServicesAuthConnectionString does not say what is meant",
  meaning: "The connection string of the AppAuthentication library has quotation marks, blanks or keys that it does not know.",
  next: "Correct AzureServicesAuthConnectionString, or move to Azure Identity and set AZURE_CLIENT_ID.",
  gate: "token",
  unstaged: "Only the retired AppAuthentication library reads the string, and it is not hosted here.",
  rules: [
    [0.25, "inferred", { any: ["entra-client-not-a-guid"], all: ["connection-string-present"] }],
    [0.85, "environment-showed", { any: ["connection-string-invalid"], none: ["library-demands-tenant"] }, factory],
    [0.92, "environment-showed", { any: ["connection-string-suspicious"], stage: ["token", "config", ...atVault] }, factory],
    [0.3, "inferred", { any: ["library-demands-tenant"] }],
  ],
  alike: [
    { cause: "library-cannot-use-identity", ask: ["library"], when: { any: ["library-demands-tenant"] } },
    { cause: "no-identity-on-host", ask: ["systemAssigned", "userAssignedCount"], when: { any: noEndpoint } },
  ],
  fix,
};
