import { effects, type FixMaker } from "../fixes/fix-draft.ts";
import { az, type Command, inProse, option } from "../fixes/shell.ts";
import { portalLink, principalId, vaultResourceId, withPortal } from "../fixes/targets.ts";
import type { CauseKnowledge } from "./cause.ts";

const learn = "Microsoft Learn, Troubleshoot Azure RBAC";

/** A read right in Azure Resource Manager on the vault, for what could not be looked at. */
const fix: FixMaker = (context) => {
  const words: Command = az(
    "role assignment create",
    option("--assignee-object-id", principalId(context)),
    option("--assignee-principal-type", "ServicePrincipal"),
    option("--role", "acdd72a7-3385-48ef-bd42-f606fba81ae7"),
    option("--scope", vaultResourceId(context)),
  );
  return {
    summary: "Correct the subscription or resource ID in the request; if it is right, assign a management role, Reader for reads.",
    commands: [{ comment: "role acdd72a7-3385-48ef-bd42-f606fba81ae7: Reader" }, words],
    ...withPortal(portalLink("Access control (IAM) of the vault", vaultResourceId(context), "users")),
    changes: "Adds one role assignment. Reader sees settings, never secret values.",
    undo: inProse(
      az(
        "role assignment delete",
        option("--assignee", principalId(context)),
        option("--role", "acdd72a7-3385-48ef-bd42-f606fba81ae7"),
        option("--scope", vaultResourceId(context)),
      ),
    ),
    effectiveAfter: effects.role,
    risk: "The identity can then read this resource's configuration.",
    condition: "If the refused action is a read; attaching identities needs Managed Identity Operator on the identity instead",
  };
};

export const armPermissionOrScope: CauseKnowledge = {
  title: "Azure Resource Manager or Microsoft Graph refuses, or the scope is wrong",
  meaning: "The caller lacks a management role, or the subscription or resource ID is not the right one.",
  next: "Correct the subscription or resource ID, or give this app's identity Reader there.",
  rules: [
    [0.45, "arm-showed", { any: ["assignment-of-old-principal"] }, learn],
    [-0.6, "arm-showed", { any: ["arm-identity-body-invalid"] }, "ARM refuses the body, not the caller"],
    [0.9, "arm-showed", { any: ["arm-denied", "arm-link-denied", "graph-denied"] }, learn],
    [0.85, "arm-showed", { any: ["arm-not-found"] }, "Microsoft Learn, Resolve errors for resource not found"],
    [
      0.75,
      "arm-showed",
      { status: [403, 404], knownStage: ["arm"], none: ["vault-deleted", "principal-not-replicated", "vault-missing-in-arm"] },
    ],
    [
      0.15,
      "inferred",
      { knownStage: ["arm"], none: ["vault-deleted", "principal-not-replicated", "vault-name-not-valid", "entra-refused-client"] },
    ],
    [0.45, "arm-showed", { any: ["vault-missing-in-arm"] }],
    [
      -0.6,
      "arm-showed",
      { any: ["throttled-in-words", "vault-throttled", "name-invalid", "vault-name-not-valid"] },
      "ARM let the caller in and refused for another reason",
    ],
    [-0.5, "vault-said", { any: ["rbac-denied", "policy-denied"] }, "the vault answered, not ARM"],
  ],
  alike: [{ cause: "change-not-yet-effective" }, { cause: "wrong-identity-selected" }],
  fix,
};
