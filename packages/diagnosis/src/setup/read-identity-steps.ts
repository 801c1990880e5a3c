import { known } from "@latchkey/shared/fact";
import { vaultOperationsByDefault } from "@latchkey/shared/operations";
import { resultOf } from "@latchkey/shared/probe";
import { hidden, type Reading, type SetupFacts } from "./setup-facts.ts";

/** Is there an identity to move to? */
export function readCreate({ identity, listed, token, app }: SetupFacts): Reading {
  const group = app.resourceGroup ?? "the app's resource group";
  if (!identity)
    return listed.state === "known"
      ? {
          state: "open",
          because: `There is no user-assigned identity in ${group} yet.`,
          basis: "arm-showed",
          evidence: [`ARM: ${listed.value} user-assigned identities in ${group}`],
        }
      : hidden(listed);
  const { resourceId } = identity;
  if (resourceId.state === "known" && resourceId.value)
    return {
      state: "done",
      because: `${identity.name} exists.`,
      basis: resourceId.source === "arm" ? "arm-showed" : "token-said",
      evidence: [`Resource ID = ${resourceId.value}`, `Client ID = ${identity.clientId}`],
    };
  if (token?.outcome.kind === "allowed")
    return {
      state: "done",
      because: "It exists, since the identity endpoint gave its token.",
      basis: "token-said",
      evidence: [`token: appid = ${token.appid ?? identity.clientId}`],
    };
  if (listed.state !== "known") return hidden(listed);
  return {
    ...hidden({
      because: `ARM shows no identity with this Client ID in ${group}; it may lie in another resource group`,
    }),
    evidence: [`Client ID = ${identity.clientId}`],
  };
}

/** Is it assigned to this app and slot, and has the process been started since? */
export function readAssign({ identity, site, token }: SetupFacts): Reading {
  if (!identity)
    return { state: "open", because: "There is no identity to assign yet.", basis: "inferred", evidence: [] };
  const outcome = token?.outcome;
  const refused = outcome?.kind === "no-token" && outcome.why === "not-assigned";
  const said = refused && outcome.said ? [`identity endpoint: ${outcome.said}`] : [];
  if (site.state === "known") {
    const attached = site.value.userAssigned.find((one) => one.clientId?.toLowerCase() === identity.clientId);
    const shown = `ARM: identity.userAssignedIdentities has ${site.value.userAssigned.length} entries`;
    if (!attached)
      return {
        state: "open",
        because: `${identity.name} is not assigned to this app.`,
        basis: "arm-showed",
        evidence: [shown, ...said],
      };
    return refused
      ? {
          state: "failed",
          because: "ARM shows it on the app, but the process does not have it. Restart the app.",
          basis: "endpoint-said",
          evidence: [`ARM: ${attached.resourceId}`, ...said],
        }
      : {
          state: "done",
          because: `${identity.name} is assigned to this app.`,
          basis: "arm-showed",
          evidence: [`ARM: ${attached.resourceId}`],
        };
  }
  if (outcome?.kind === "allowed")
    return {
      state: "done",
      because: "It is assigned, since the identity endpoint gave its token.",
      basis: "endpoint-said",
      evidence: [`identity endpoint: token for Client ID ${identity.clientId}`],
    };
  if (refused)
    return {
      state: "open",
      because: "The identity endpoint knows no such identity on this app.",
      basis: "endpoint-said",
      evidence: said,
    };
  return hidden(site);
}

/** Is the code told which identity to use? */
export function readSelect({
  identity,
  clientIdSetting: written,
  legacyConnection: legacy,
}: SetupFacts): Reading {
  const evidence = [
    `AZURE_CLIENT_ID = ${written === undefined ? "not set" : written || "empty"}`,
    ...(legacy ? [`AzureServicesAuthConnectionString = ${legacy.masked}`] : []),
  ];
  const reading = (state: Reading["state"], because: string): Reading => ({
    state,
    because,
    basis: "environment-showed",
    evidence,
  });
  if (identity && written?.toLowerCase() === identity.clientId)
    return reading("done", "AZURE_CLIENT_ID is its Client ID, so DefaultAzureCredential asks for it.");
  const principalId = known(identity?.principalId);
  if (principalId && written?.toLowerCase() === principalId)
    return reading("failed", "AZURE_CLIENT_ID is its Object (principal) ID; the Client ID belongs there.");
  if (written?.trim())
    return reading("failed", "AZURE_CLIENT_ID names another identity than the chosen one.");
  if (legacy)
    return reading(
      "failed",
      "Only AzureServicesAuthConnectionString is set. The retired library read it; today's Azure Identity libraries ignore it.",
    );
  return reading("open", "AZURE_CLIENT_ID is not set, so code asks for the system-assigned identity.");
}

/** Does code as it is configured read from the vault as the chosen identity? */
export function readCheck({ identity, configured, vaultName }: SetupFacts): Reading {
  const { operations } = configured.cell;
  const evidence = operations.map(
    ({ operation, outcome }) =>
      `${operation}: ${outcome.kind}${"by" in outcome ? ` by ${outcome.by}` : ""}${"why" in outcome ? `, ${outcome.why}` : ""}`,
  );
  const works = vaultOperationsByDefault.every(
    (one) => resultOf(operations, one)?.outcome.kind === "allowed",
  );
  const { appid } = configured.token;
  const used = appid?.toLowerCase() === identity?.clientId ? identity?.id : configured.sameAs;
  const basis = resultOf(operations, "token")?.outcome.kind === "allowed" ? "vault-said" : "endpoint-said";
  if (works && identity && used === identity.id)
    return {
      state: "done",
      because: `As configured reads from ${vaultName} as ${identity.name}.`,
      basis,
      evidence,
    };
  if (works)
    return {
      state: "open",
      because: `As configured reads from ${vaultName}, but ${used === "system" ? "as the system-assigned identity" : "as another identity"} so far.`,
      basis: "token-said",
      evidence: [...evidence, `token: appid = ${appid ?? "none"}`],
    };
  const cause = configured.cell.diagnosis?.causes[0];
  return {
    state: "failed",
    because: `As configured cannot read from ${vaultName}${cause ? `: ${cause.title}` : ""}.`,
    basis,
    evidence: [...evidence, ...(cause?.evidence.slice(0, 3) ?? [])],
  };
}
