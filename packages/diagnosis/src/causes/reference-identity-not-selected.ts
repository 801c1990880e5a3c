import { settingsBlade } from "../fixes/app-settings.ts";
import { effects, type FixMaker } from "../fixes/fix-draft.ts";
import { az, inProse, option } from "../fixes/shell.ts";
import { appOptions, identityResourceId } from "../fixes/targets.ts";
import type { CauseKnowledge } from "./cause.ts";
import { is, referenceLiterals } from "./condition.ts";

const fix: FixMaker = (context) => ({
  summary: "Let Key Vault references use the user-assigned identity.",
  commands: [az("webapp update", appOptions(context), option("--set", `keyVaultReferenceIdentity=${identityResourceId(context)}`))],
  ...settingsBlade(context),
  changes: "Sets keyVaultReferenceIdentity of this app or slot; everything else stays. References are resolved anew.",
  undo: inProse(az("webapp update", appOptions(context), option("--set", "keyVaultReferenceIdentity=SystemAssigned"))),
  effectiveAfter: effects.restart,
  risk: "All references of this app then use this identity; those that only the system-assigned one may read would stop resolving.",
  ...(context.armReadable ? {} : { condition: "If the grant is on this user-assigned identity (that could not be read)" }),
});

export const referenceIdentityNotSelected: CauseKnowledge = {
  title: "Key Vault references use another identity than the granted one",
  meaning:
    "References use the system-assigned identity unless keyVaultReferenceIdentity names a user-assigned one. AZURE_CLIENT_ID does not matter to them.",
  next: "Set keyVaultReferenceIdentity to the identity that holds the grant.",
  rules: [
    [
      0.6,
      "arm-showed",
      {
        any: ["reference-denied", "reference-no-identity"],
        facts: { userAssignedCount: is.over(0) },
        unless: { referenceIdentity: is.one("user-assigned") },
      },
      "Microsoft Learn, Use Key Vault references: access vaults with a user-assigned identity",
    ],
    [
      0.7,
      "arm-showed",
      { stage: ["reference"], facts: { referenceIdentity: is.one("system-assigned", "unset"), userAssignedCount: is.over(0) } },
    ],
    [
      0.55,
      "arm-showed",
      {
        any: ["about-reference", "reference-literal", "reference-denied", "reference-no-identity"],
        facts: { referenceIdentity: is.one("system-assigned", "unset") },
        unless: { systemAssigned: is.yes },
      },
    ],
    [
      0.6,
      "arm-showed",
      {
        knownStage: ["reference"],
        facts: { userAssignedCount: is.over(0), systemAssigned: is.no },
        unless: { referenceIdentity: is.one("user-assigned") },
      },
    ],
    [
      0.4,
      "arm-showed",
      { knownStage: ["reference"], facts: { userAssignedCount: is.over(0) }, unless: { referenceIdentity: is.one("user-assigned") } },
    ],
    [0.3, "inferred", { any: ["reference-no-identity", "reference-denied"], unless: { referenceIdentity: is.one("user-assigned") } }],
    [0.2, "inferred", { any: ["reference-literal"] }],
    [
      0.5,
      "arm-showed",
      {
        any: referenceLiterals,
        facts: { systemAssigned: is.no },
        unless: { referenceIdentity: is.one("user-assigned"), userAssignedCount: is.none },
      },
      "Microsoft Learn, Use Key Vault references as app settings",
    ],
    [-0.7, "arm-showed", { facts: { referenceIdentity: is.one("user-assigned") } }],
    [-0.6, "arm-showed", { facts: { userAssignedCount: is.none } }],
  ],
  alike: [
    { cause: "no-identity-on-host" },
    {
      cause: "access-policy-missing",
      ask: ["callerAccessPolicy", "callerRoles"],
      when: { any: ["reference-denied"], facts: { systemAssigned: (on) => on } },
    },
    {
      cause: "access-policy-missing",
      ask: ["referenceIdentity", "callerAccessPolicy"],
      settledBy: ["referenceIdentity"],
      when: { none: ["reference-no-identity"] },
    },
  ],
  fix,
};
