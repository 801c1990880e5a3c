import type { FixMaker } from "../fixes/fix-draft.ts";
import { az, option } from "../fixes/shell.ts";
import { appResourceId } from "../fixes/targets.ts";
import type { CauseKnowledge } from "./cause.ts";
import { givesTried, is, otherGrantee, permissionInEntry, policies, refusals } from "./condition.ts";

const cachedGroups = "groups in cached managed identity tokens: up to 24 h";
const keptValues = "App Service keeps reference values for 24 h";

const fix: FixMaker = (context) => ({
  summary: "Wait: nothing needs to be changed. For a Key Vault reference that keeps its old value, ask App Service to resolve it anew.",
  commands: [
    az(
      "rest",
      option("--method", "post"),
      option(
        "--url",
        `https://management.azure.com${appResourceId(context)}/config/configreferences/appsettings/refresh?api-version=2022-03-01`,
      ),
    ),
  ],
  changes: "The command only makes App Service read its references again.",
  undo: "Nothing to undo.",
  effectiveAfter:
    "Roles: up to 10 minutes. Groups: up to 24 hours, until the cached token has run out. References: up to 24 hours, at once with the command.",
  risk: "None; with a direct assignment instead of a group there is no waiting for tokens.",
  condition: "If a Key Vault reference keeps an old value or status",
});

export const changeNotYetEffective: CauseKnowledge = {
  title: "The change is right, but not in force yet",
  meaning: "A role takes up to 10 minutes; membership in a group up to 24 hours; a Key Vault reference keeps its value up to 24 hours.",
  next: "Wait: a role takes up to 10 minutes, a group up to 24 hours. Then check again.",
  rules: [
    [0.3, "arm-showed", permissionInEntry],
    [
      0.85,
      "arm-showed",
      { any: [...refusals, "arm-denied"], facts: { grantAgeSeconds: is.under(900) }, unless: { grantedTo: otherGrantee } },
      "Microsoft Learn: role assignments take up to 10 minutes",
    ],
    [0.8, "arm-showed", { any: refusals, facts: { grantedTo: is.one("group") } }, cachedGroups],
    [0.75, "arm-showed", { any: refusals, all: ["grant-through-group"] }, cachedGroups],
    [
      0.75,
      "arm-showed",
      { any: ["rbac-denied", "vault-forbidden"], facts: { callerRoles: givesTried }, unless: { permissionModel: policies } },
    ],
    [0.9, "arm-showed", { any: ["principal-not-replicated"] }, "ARM's own hint at a replication delay"],
    [0.5, "inferred", { any: refusals, facts: { intermittent: is.yes } }],
    [0.5, "token-said", { any: refusals, facts: { tokenObjectIdIsGranted: is.yes } }],
    [0.5, "inferred", { any: refusals, facts: { restartFixes: is.yes } }],
    [
      0.3,
      "inferred",
      { any: ["rbac-denied"], unless: { grantAgeSeconds: is.over(3600), callerRoles: is.none } },
      "the vault's own hint at propagation time",
    ],
    [
      0.45,
      "inferred",
      {
        knownStage: ["reference"],
        facts: { restartFixes: is.no },
        none: ["reference-syntax", "reference-denied", "reference-no-identity"],
      },
      keptValues,
    ],
    [-0.8, "arm-showed", { facts: { grantAgeSeconds: is.over(86_400), intermittent: is.no } }],
    [0.55, "inferred", { any: ["reference-literal"], facts: { restartFixes: is.yes } }, keptValues],
  ],
  alike: [
    {
      cause: "rbac-role-missing",
      ask: ["grantAgeSeconds", "callerRoles"],
      settledBy: ["grantAgeSeconds", "grantedTo", "callerRoles"],
      when: { any: ["rbac-denied", "vault-forbidden", "policy-denied"] },
    },
    { cause: "access-policy-missing" },
  ],
  fix,
};
