import type { FixMaker } from "../fixes/fix-draft.ts";
import { grantInModel } from "../fixes/grant.ts";
import type { CauseKnowledge } from "./cause.ts";
import { is, otherGrantee, permissionInEntry, referenceLiterals, refusals } from "./condition.ts";

/** Grants to the present object ID; the stale grant stays until a person removes it. */
const fix: FixMaker = (context) => {
  const draft = grantInModel(context);
  return {
    ...draft,
    note: [draft.note, "Remove the grant that names the other id once reading works; it may belong to somebody else, so look first."]
      .filter(Boolean)
      .join(" "),
  };
};

export const grantOnWrongPrincipal: CauseKnowledge = {
  title: "The grant names another id than the caller's",
  meaning:
    "The policy or role names the Client ID, an app registration, or an older copy of the identity, not its present object (principal) ID.",
  next: "Grant the identity's present Object (principal) ID.",
  rules: [
    [0.5, "arm-showed", permissionInEntry],
    [
      0.8,
      "arm-showed",
      { any: ["assignment-of-old-principal"] },
      "Microsoft Learn, Troubleshoot Azure RBAC: an assignment of the same name exists for a former principal",
    ],
    [0.9, "arm-showed", { any: refusals, all: ["grant-names-client-id"] }],
    [0.85, "arm-showed", { any: refusals, facts: { grantedTo: otherGrantee }, none: ["other-identity-granted"] }],
    [
      0.25,
      "inferred",
      { any: ["policy-denied"], unless: { callerAccessPolicy: () => true, grantedTo: is.one("caller") } },
      "the object ID may not be the one in the policy",
    ],
    [0.15, "inferred", { any: ["rbac-denied"], unless: { callerRoles: () => true, grantedTo: is.one("caller") } }],
    [0.3, "token-said", { any: ["vault-forbidden"], facts: { tokenObjectIdIsGranted: is.no } }],
    [-0.7, "token-said", { facts: { tokenObjectIdIsGranted: is.yes } }],
    [0.85, "arm-showed", { any: referenceLiterals, facts: { grantedTo: otherGrantee } }],
  ],
  alike: [
    { cause: "wrong-identity-selected" },
    { cause: "access-policy-missing", ask: ["callerAccessPolicy", "callerRoles"], when: { none: ["grant-names-client-id"] } },
    { cause: "arm-permission-or-scope", ask: ["grantedTo"], when: { any: ["assignment-of-old-principal"] } },
  ],
  fix,
};
