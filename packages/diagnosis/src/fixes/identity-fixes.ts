import type { FixContext } from "../fix-context.ts";
import { advice, effects, type FixDraft, type FixMaker } from "./fix-draft.ts";
import { grantInModel, withPortal } from "./grant-fixes.ts";
import { inProse, option } from "./shell.ts";
import { appOptions, appResourceId, clientId, identityResourceId, portalLink } from "./targets.ts";

const identityBlade = (context: FixContext) =>
  withPortal(portalLink("Identity of this app", appResourceId(context), "msi"));
const settingsBlade = (context: FixContext) =>
  withPortal(
    portalLink(
      "Environment variables of this app",
      appResourceId(context),
      "environmentVariablesAppSettings",
    ),
  );

/** `appsettings set` adds or changes the settings that it names; all others stay. */
function setSetting(context: FixContext, name: string, value: string): FixDraft {
  return {
    summary: `Set ${name} in the app's environment variables.`,
    commands: [
      [
        "az",
        "webapp",
        "config",
        "appsettings",
        "set",
        ...appOptions(context),
        "--settings",
        `${name}=${value}`,
      ],
    ],
    ...settingsBlade(context),
    changes: `Sets ${name}; all other settings stay. The app restarts.`,
    undo: `Set ${name} to its former value, or delete it if it was not set: ${inProse(["az", "webapp", "config", "appsettings", "delete", ...appOptions(context), "--setting-names", name])}`,
    effectiveAfter: effects.restart,
    risk: "All code of this app that uses DefaultAzureCredential then calls as this identity.",
  };
}

export const selectIdentity: FixMaker = (context) => ({
  ...setSetting(context, "AZURE_CLIENT_ID", clientId(context)),
  summary: "Tell the library which identity to use: set AZURE_CLIENT_ID to its Client ID.",
  note: "DefaultAzureCredential reads it. Code that creates ManagedIdentityCredential itself must pass the Client ID to it; most libraries ignore AZURE_CLIENT_ID there.",
});

/** Selects the identity that holds the grant; when none does, grants the one that calls. */
export const useGrantedIdentity: FixMaker = (context) => {
  const granted = context.grantedIdentity?.clientId;
  if (!granted)
    return {
      ...grantInModel(context),
      note: "No other identity of this app is known to hold the grant, so this grants the one that calls. Selecting another one with AZURE_CLIENT_ID is the alternative.",
    };
  return {
    ...setSetting(context, "AZURE_CLIENT_ID", granted),
    summary: `Select the identity that holds the grant${context.grantedIdentity?.name ? ` (${context.grantedIdentity.name})` : ""}: set AZURE_CLIENT_ID to its Client ID.`,
  };
};

export const switchOnIdentity: FixMaker = (context) => ({
  summary: "Switch the system-assigned identity of this app and slot on, then grant it what it needs.",
  commands: [["az", "webapp", "identity", "assign", ...appOptions(context)]],
  ...identityBlade(context),
  changes: "Adds a system-assigned identity; identities that are assigned already stay. The app restarts.",
  undo: inProse(["az", "webapp", "identity", "remove", ...appOptions(context), "--identities", "[system]"]),
  effectiveAfter: effects.restart,
  risk: "None to access that exists; the new identity has no rights yet.",
  ...(context.armReadable
    ? {}
    : { condition: "If this app and slot has no identity (that could not be read)" }),
});

export const assignIdentity: FixMaker = (context) => ({
  summary: "Assign the identity to this app and slot, or correct the Client ID that selects it.",
  commands: [
    [
      "az",
      "webapp",
      "identity",
      "assign",
      ...appOptions(context),
      ...option("--identities", identityResourceId(context)),
    ],
  ],
  ...identityBlade(context),
  changes: "Adds this identity; identities that are assigned already stay. The app restarts.",
  undo: inProse([
    "az",
    "webapp",
    "identity",
    "remove",
    ...appOptions(context),
    ...option("--identities", identityResourceId(context)),
  ]),
  effectiveAfter: effects.restart,
  risk: "Whatever this identity may do, this app may do then.",
  ...(context.armReadable
    ? {}
    : { condition: "If the identity is the right one and is not assigned (that could not be read)" }),
  note: "An identity that was deleted and created anew must be assigned again, and granted again: its ids are new.",
});

export const restartApp: FixMaker = (context) => ({
  summary: "Restart the app so that the process gets its environment and its identity endpoint anew.",
  commands: [["az", "webapp", "restart", ...appOptions(context)]],
  ...withPortal(portalLink("Overview of this app", appResourceId(context), "appServices")),
  changes: "Nothing but the restart.",
  undo: "Nothing to undo.",
  effectiveAfter: "About a minute.",
  risk: "Requests under way are cut.",
});

export const reachEndpoint: FixMaker = (context) => ({
  ...restartApp(context),
  summary: "Retry with growing pauses while the app starts; restart it if the endpoint stays unreachable.",
  note: `With HTTP_PROXY or HTTPS_PROXY set, add the endpoint to what NO_PROXY holds: ${context.identityEndpointHost ?? "the host of IDENTITY_ENDPOINT"},169.254.169.254,localhost,127.0.0.1.`,
});

export const onlyManagedIdentity: FixMaker = (context) => ({
  ...setSetting(context, "AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential"),
  summary:
    "Let DefaultAzureCredential use the managed identity only, or repair the secret, certificate or federated record that Entra refuses.",
  note: "Older libraries do not know this setting: there AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH or AppKey must go, which cannot be undone without their values.",
  condition: "If the managed identity is what this app is meant to use",
});

export const repairConnectionString: FixMaker = (context) => ({
  ...setSetting(context, "AzureServicesAuthConnectionString", `RunAs=App;AppId=${clientId(context)}`),
  summary:
    "Write the connection string without quotation marks and blanks, or move to Azure Identity and set AZURE_CLIENT_ID.",
  note: "Only the retired AppAuthentication library reads it; Azure Identity reads AZURE_CLIENT_ID.",
});

export const selectForReferences: FixMaker = (context) => ({
  summary: "Let Key Vault references use the user-assigned identity.",
  commands: [
    [
      "az",
      "webapp",
      "update",
      ...appOptions(context),
      "--set",
      `keyVaultReferenceIdentity=${identityResourceId(context)}`,
    ],
  ],
  ...settingsBlade(context),
  changes:
    "Sets keyVaultReferenceIdentity of this app or slot; everything else stays. References are resolved anew.",
  undo: inProse([
    "az",
    "webapp",
    "update",
    ...appOptions(context),
    "--set",
    "keyVaultReferenceIdentity=SystemAssigned",
  ]),
  effectiveAfter: effects.restart,
  risk: "All references of this app then use this identity; those that only the system-assigned one may read would stop resolving.",
  ...(context.armReadable
    ? {}
    : { condition: "If the grant is on this user-assigned identity (that could not be read)" }),
});

export const upgradeLibrary: FixMaker = () =>
  advice({
    summary: "Upgrade to a current Azure Identity library, or correct the hand-written request.",
    changes: "The library; no setting in Azure.",
    effectiveAfter: "With the next deployment.",
    risk: "A newer library may try other credentials first.",
    note: "By hand: GET {IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=https://vault.azure.net&client_id={Client ID} with the header X-IDENTITY-HEADER.",
  });

export const askRightResource: FixMaker = () =>
  advice({
    summary:
      "Ask for https://vault.azure.net/.default (as a bare resource: https://vault.azure.net) and use the plain address of the vault.",
    changes: "The scope in the code; no setting in Azure.",
    effectiveAfter: "With the next deployment.",
    risk: "None.",
    note: "Sovereign clouds have their own: vault.azure.cn, vault.usgovcloudapi.net.",
  });

export const useOwnTenant: FixMaker = () =>
  advice({
    summary: "Use a vault in the tenant of this app's identity; a managed identity cannot cross tenants.",
    changes: "Which vault is used.",
    effectiveAfter: "With the next deployment.",
    risk: "Moving a vault to another tenant makes all its present grants void, so it is not proposed here.",
  });
