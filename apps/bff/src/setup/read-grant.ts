import { reaches } from "@latchkey/diagnosis/azure/scopes";
import { grantsWithoutEffect, predict } from "@latchkey/diagnosis/predict/predict";
import { openNetwork, type PredictionFacts } from "@latchkey/diagnosis/predict/prediction";
import { known } from "@latchkey/shared/fact";
import { hidden, outcomeAt, type Reading, type SetupFacts } from "./setup-facts.ts";

/** May the identity get and list secrets of the vault? What the vault itself said comes before what ARM shows. */
export function readGrant(facts: SetupFacts): Reading {
  const { identity, own, vault, vaults, armVault, grants } = facts;
  if (!identity)
    return {
      state: "open",
      because: "There is no identity to give access yet.",
      basis: "inferred",
      evidence: [],
    };
  const list = outcomeAt(own, "list");
  const get = outcomeAt(own, "get");
  if (list?.kind === "allowed" && get?.kind === "allowed")
    return {
      state: "done",
      because: `${vault.name} lets ${identity.name} get and list secrets.`,
      basis: "vault-said",
      evidence: ["list: allowed", "get: allowed"],
    };
  const shown = armVault ? fromArm(facts) : undefined;
  const refused = [list, get].find((one) => one?.kind === "denied" && isGrantDenial(one.by));
  if (refused?.kind === "denied") {
    const said = `vault: ${[refused.httpStatus, refused.code, refused.innerCode].filter(Boolean).join(" ")}`;
    if (shown?.state === "done")
      return {
        ...shown,
        state: "failed",
        because: `ARM shows the access, but ${vault.name} still refuses. A role takes up to 10 minutes.`,
        basis: "vault-said",
        evidence: [...shown.evidence, said],
      };
    return {
      ...(shown ?? { evidence: [] }),
      state: shown?.state ?? "open",
      because: shown?.because ?? `${vault.name} refuses ${identity.name}.`,
      basis: "vault-said",
      evidence: [...(shown?.evidence ?? []), said],
    };
  }
  if (shown) return shown;
  if (vaults.kind !== "read") return hidden(vaults);
  if (armVault === null)
    return hidden({
      because: "ARM shows no vault of this name where this app may look",
      missingRight: "Microsoft.KeyVault/vaults/read",
    });
  return hidden(
    grants && grants.kind !== "read" ? grants : { because: "its Object (principal) ID is not known" },
  );
}

function isGrantDenial(by: string): boolean {
  return by === "access-policy" || by === "rbac" || by === "other";
}

function fromArm(facts: SetupFacts): Reading | undefined {
  const { identity, vault, armVault } = facts;
  const question = grantQuestion(facts);
  if (!identity || !armVault || !question?.principalId) return undefined;
  const { list, get, reasons } = predict(question);
  const model = armVault.rbac ? "Azure role-based access control" : "access policies";
  const evidence = [`ARM: ${vault.name} uses ${model}`, ...new Set([...reasons.get, ...reasons.list])];
  const useless = grantsWithoutEffect(question).map(({ grant, reason }) => `${grant}: ${reason}`);
  if (list === "allowed" && get === "allowed")
    return {
      state: "done",
      because: `ARM shows get and list on ${vault.name} for ${identity.name}.`,
      basis: "arm-showed",
      evidence,
    };
  if (list === "unknown" || get === "unknown") return undefined;
  const half = list === "allowed" ? "List, but not Get" : get === "allowed" ? "Get, but not List" : undefined;
  return {
    state: useless.length > 0 ? "failed" : "open",
    because: useless[0]
      ? `A grant is there, but it has no effect. ${useless[0]}`
      : half
        ? `${identity.name} has ${half} on ${vault.name}.`
        : `${identity.name} has no access to secrets of ${vault.name}.`,
    basis: "arm-showed",
    evidence: [...evidence, ...useless],
  };
}

/** Only grants count here; the network has a step of its own in the final check. */
function grantQuestion({ identity, armVault, grants }: SetupFacts): PredictionFacts | undefined {
  if (!identity || !armVault) return undefined;
  const { principalId } = identity;
  return {
    principalId: known(principalId),
    clientId: identity.clientId,
    permissionModel: armVault.rbac ? "rbac" : "access-policy",
    policies: armVault.policies,
    assignments:
      grants?.kind === "read"
        ? grants.value.assignments.filter(({ scope }) => reaches(scope, armVault.resourceId))
        : undefined,
    denyAssignments: [],
    vaultResourceId: armVault.resourceId,
    network: openNetwork,
  };
}
