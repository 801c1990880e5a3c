import { identityBlade } from "../fixes/app.ts";
import { effects, type FixMaker } from "../fixes/fix-draft.ts";
import { az, inProse, option } from "../fixes/shell.ts";
import { appOptions } from "../fixes/targets.ts";
import type { CauseKnowledge } from "./cause.ts";
import { appHosts, atVault, comesAndGoes, idSent, is, noEndpoint, outsideAzure, referenceLiterals } from "./condition.ts";

const onlyInAzure = "no machine outside Azure has the endpoint";
const learn = "Microsoft Learn, How to use managed identities for App Service and Azure Functions";
const learnReferences = "Microsoft Learn, Use Key Vault references as app settings";

const fix: FixMaker = (context) => ({
  summary: "Switch the system-assigned identity of this app and slot on, then grant it what it needs.",
  commands: [az("webapp identity assign", appOptions(context))],
  ...identityBlade(context),
  changes: "Adds a system-assigned identity; identities that are assigned already stay. The app restarts.",
  undo: inProse(az("webapp identity remove", appOptions(context), option("--identities", "[system]"))),
  effectiveAfter: effects.restart,
  risk: "None to access that exists; the new identity has no rights yet.",
  ...(context.armReadable ? {} : { condition: "If this app and slot has no identity (that could not be read)" }),
});

export const noIdentityOnHost: CauseKnowledge = {
  title: "This app has no managed identity",
  meaning: "Neither a system-assigned nor a user-assigned identity is on this app and slot, so there is no identity endpoint to ask.",
  next: "Assign a managed identity to this app and slot; App Service then gives the process an identity endpoint.",
  gate: "token",
  rules: [
    [0.8, "environment-showed", { any: ["imds-dial-error"], facts: { host: outsideAzure } }, onlyInAzure],
    [-0.5, "inferred", { facts: comesAndGoes }, "what is not there does not come and go"],
    [-0.6, "environment-showed", { any: ["managed-identity-switched-off"] }, "the variables are missing because of a setting"],
    [
      -0.7,
      "endpoint-said",
      { status: [403, 405, 429, 500], knownStage: ["token"], none: ["proxy-configured", "imds-dial-error"] },
      "something answered with a status, so the endpoint is there",
    ],
    [
      0.3,
      "inferred",
      { all: ["proxy-configured"], status: [502, 503, 504], knownStage: ["token"] },
      "a proxy hides that nothing listens there",
    ],
    [0.8, "arm-showed", { facts: { systemAssigned: is.no, userAssignedCount: is.none }, stage: ["token", "config", ...atVault] }, learn],
    [
      0.5,
      "inferred",
      { any: noEndpoint, stage: ["token", ...atVault, "config"] },
      "the libraries try 169.254.169.254 when the endpoint variables are unset",
    ],
    [0.35, "inferred", { any: noEndpoint, facts: { host: appHosts } }, learn],
    [
      0.5,
      "inferred",
      { any: ["imds-unavailable", "endpoint-variables-missing", "endpoint-time-out"], facts: { host: outsideAzure } },
      onlyInAzure,
    ],
    [0.4, "inferred", { any: ["imds-forbidden-socket"] }, "App Service refuses connections to 169.254.169.254"],
    [0.55, "arm-showed", { any: ["reference-no-identity"] }, "ResolveStatus MSINotEnabled"],
    [
      0.35,
      "endpoint-said",
      { any: ["endpoint-identity-not-assigned"], unless: { selectedId: idSent } },
      "IMDS answers so when the machine has no identity",
    ],
    [0.3, "arm-showed", { any: ["endpoint-loads-none"], facts: { userAssignedCount: is.none } }, learn],
    [0.2, "inferred", { any: ["managed-identity-failed"], facts: { host: outsideAzure } }, onlyInAzure],
    [-0.85, "arm-showed", { facts: { systemAssigned: is.yes } }],
    [-0.85, "arm-showed", { facts: { userAssignedCount: is.over(0) } }],
    [-0.6, "endpoint-said", { any: ["endpoint-refused"] }, "an address was given"],
    [0.9, "arm-showed", { knownStage: ["reference"], facts: { systemAssigned: is.no, userAssignedCount: is.none } }, learnReferences],
    [
      0.45,
      "arm-showed",
      { any: referenceLiterals, facts: { systemAssigned: is.no }, unless: { referenceIdentity: is.one("user-assigned") } },
      learnReferences,
    ],
    [0.1, "inferred", { any: ["reference-literal"] }, learnReferences],
  ],
  alike: [
    {
      cause: "identity-endpoint-not-in-process",
      ask: ["systemAssigned", "userAssignedCount", "host"],
      settledBy: ["systemAssigned", "userAssignedCount"],
      when: { any: noEndpoint, unless: { host: (host) => host === "local" || host === "pipeline" } },
    },
    { cause: "identity-endpoint-unreachable" },
    {
      cause: "user-assigned-not-selected",
      ask: ["systemAssigned", "userAssignedCount"],
      settledBy: ["userAssignedCount"],
      when: { any: ["endpoint-identity-not-assigned"] },
    },
    {
      cause: "reference-identity-not-selected",
      ask: ["userAssignedCount", "referenceIdentity"],
      settledBy: ["userAssignedCount"],
      when: { any: ["reference-no-identity"] },
    },
  ],
  fix,
};
