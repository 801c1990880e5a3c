import { setSetting } from "../fixes/app-settings.ts";
import type { FixMaker } from "../fixes/fix-draft.ts";
import { grantInModel } from "../fixes/grant.ts";
import type { CauseKnowledge } from "./cause.ts";
import { appHosts, is, noId, otherGrantee, permissionInEntry, refusals, vaultRefusals } from "./condition.ts";

const learn = "Microsoft Learn, REST endpoint reference of managed identities for App Service";

/** Selects the identity that holds the grant; when none does, grants the one that calls. */
const fix: FixMaker = (context) => {
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

export const wrongIdentitySelected: CauseKnowledge = {
  title: "Another identity than the granted one is calling",
  meaning: "A token was issued, but the caller that the vault sees is not the identity that holds the grant.",
  next: "Select the identity that holds the grant, or grant the one that calls.",
  rules: [
    [0.45, "arm-showed", permissionInEntry],
    [
      0.5,
      "environment-showed",
      {
        any: ["vault-forbidden"],
        facts: { userAssignedCount: is.over(0), selectedId: noId, host: appHosts },
        unless: { systemAssigned: is.no, callerAccessPolicy: is.none, callerRoles: is.none },
      },
      learn,
    ],
    [-0.85, "environment-showed", { any: ["named-on-purpose"] }, "the probe chose this identity itself"],
    [0.93, "arm-showed", { any: refusals, all: ["other-identity-granted"] }],
    [0.6, "token-said", { facts: { tokenObjectIdIsGranted: is.no, userAssignedCount: is.over(0) }, unless: { grantedTo: otherGrantee } }],
    [0.55, "token-said", { facts: { tokenObjectIdIsGranted: is.no, systemAssigned: is.yes } }],
    [
      0.5,
      "inferred",
      { any: vaultRefusals, facts: { userAssignedCount: is.over(1) }, unless: { selectedId: is.one("client-id", "resource-id") } },
    ],
    [
      0.45,
      "inferred",
      {
        any: vaultRefusals,
        facts: { systemAssigned: is.yes, userAssignedCount: is.over(0) },
        unless: { selectedId: is.one("client-id", "resource-id") },
      },
      learn,
    ],
    [0.4, "inferred", { any: vaultRefusals, facts: { userAssignedCount: is.over(0), selectedId: noId } }, learn],
    [0.45, "environment-showed", { any: vaultRefusals, all: ["credential-service-principal"] }],
    [0.4, "environment-showed", { any: vaultRefusals, all: ["credential-developer-tool"] }],
    [0.3, "arm-showed", { any: vaultRefusals, facts: { grantedTo: is.one("other-object-id") } }],
    [
      0.25,
      "inferred",
      { any: vaultRefusals, facts: { host: is.one("aks", "vm") }, unless: { callerAccessPolicy: is.none, callerRoles: is.none } },
      "a host can carry identities of several owners",
    ],
    [-0.7, "token-said", { facts: { tokenObjectIdIsGranted: is.yes } }],
    [-0.5, "arm-showed", { facts: { grantedTo: is.one("client-id", "caller", "group") } }],
  ],
  alike: [
    {
      cause: "access-policy-missing",
      ask: ["tokenObjectIdIsGranted", "callerAccessPolicy", "callerRoles"],
      when: { any: refusals, none: ["other-identity-granted"] },
    },
    { cause: "rbac-role-missing", ask: ["grantedTo"], when: { any: refusals, none: ["other-identity-granted"] } },
  ],
  fix,
};
