import type { IdentityId } from "@latchkey/shared/identity";
import { decidingOperation, perVaultOperation, vaultOperationsByDefault } from "@latchkey/shared/operations";
import type { AccessStatus, RehearseAnswer } from "@latchkey/shared/rehearse";
import { reaches } from "../azure/scopes.ts";
import { predict } from "../predict/predict.ts";
import { openNetwork, type PredictedAccess } from "../predict/prediction.ts";
import {
  accessOf,
  asConfigured,
  identityOf,
  type RehearsedVault,
  type RehearseFacts,
  systemAssigned,
} from "./rehearse-facts.ts";

type Cells = RehearseAnswer["cells"];
type References = RehearseAnswer["references"];

/** Every cell that the change reaches, before and after it, as if nothing else were done. */
export function cellsAfter(facts: RehearseFacts): Cells {
  const { change, configured } = facts;
  switch (change.kind) {
    case "switch-off-system-assigned":
      return gone(facts, systemAssigned, configured === systemAssigned ? noneLeft : undefined);
    case "detach-identity":
      return gone(facts, change.identityId, configured === change.identityId ? notAssigned : undefined);
    case "set-client-id":
      return reselected(facts);
    case "set-reference-identity":
      return [];
    case "to-rbac":
      return underRoles(facts);
    default:
      return change.kind satisfies never;
  }
}

const noneLeft = "As configured asks for the system-assigned identity, and there is none any more.";
const notAssigned = "As configured asks for this identity, and it is not assigned any more.";

/** An identity that is not there any more: its own row, and *As configured* where it is that identity. */
function gone(facts: RehearseFacts, id: IdentityId | undefined, configuredToo: string | undefined): Cells {
  const identity = identityOf(facts, id);
  if (!identity) return [];
  const rows: [IdentityId, string][] = [[identity.id, `${identity.name} is not on this app any more.`]];
  if (configuredToo) rows.unshift([asConfigured, configuredToo]);
  return facts.vaults.flatMap((vault) =>
    rows.flatMap(([identityId, because]) =>
      vaultOperationsByDefault.map((operation) => ({
        identityId,
        vaultId: vault.id,
        operation,
        before: accessOf(facts, identityId, vault.id, operation),
        after: "fails" as const,
        because,
      })),
    ),
  );
}

/** *As configured* takes the place of the row that is selected. */
function reselected(facts: RehearseFacts): Cells {
  const target = identityOf(facts, facts.change.identityId);
  const absent = !target || target.assigned === false;
  return facts.vaults.flatMap((vault) =>
    vaultOperationsByDefault.map((operation) => {
      const observed = accessOf(facts, target?.id, vault.id, operation);
      return {
        identityId: asConfigured,
        vaultId: vault.id,
        operation,
        before: accessOf(facts, asConfigured, vault.id, operation),
        after: absent ? ("fails" as const) : observed,
        because: absent
          ? "This identity is not assigned to the app, so no token is given for it."
          : `As ${target.name} the vault was just asked: it ${observed === "works" ? "let it in" : observed === "fails" ? "did not let it in" : "gave no answer that tells"}.`,
      };
    }),
  );
}

/** The vault's access policies stop to count, and the roles that are there begin to. */
function underRoles(facts: RehearseFacts): Cells {
  const vault = facts.vaults.find(({ id }) => id === facts.change.vaultId);
  if (!vault || vault.permissionModel === "rbac") return [];
  const rows = [asConfigured, ...facts.identities.map(({ id }) => id)];
  return rows.flatMap((identityId) => {
    const behind = identityId === asConfigured ? facts.configured : identityId;
    const after = predictRoles(facts, behind, vault);
    return vaultOperationsByDefault.map((operation) => ({
      identityId,
      vaultId: vault.id,
      operation,
      before: accessOf(facts, identityId, vault.id, operation),
      after: after[operation],
      because: after.reasons[operation].join(" ") || "Roles that reach it could not be read.",
    }));
  });
}

/** What roles alone let expect at the vault, its network left aside. */
export function predictRoles(facts: RehearseFacts, id: IdentityId | null, vault: RehearsedVault) {
  const identity = identityOf(facts, id);
  const assignments = id === null ? undefined : facts.assignments.get(id);
  const predicted = predict({
    principalId: identity?.principalId,
    permissionModel: "rbac",
    assignments: assignments?.filter(({ scope }) => reaches(scope, vault.resourceId)),
    vaultResourceId: vault.resourceId,
    network: openNetwork,
  });
  const status: Record<PredictedAccess, AccessStatus> = {
    allowed: "works",
    denied: "fails",
    unknown: "unknown",
  };
  return { ...perVaultOperation((one) => status[predicted[one]]), reasons: predicted.reasons };
}

/** Every reference that the change reaches, before and after it. */
export function referencesAfter(facts: RehearseFacts): References {
  const { change, referenceIdentity } = facts;
  const lost =
    (change.kind === "switch-off-system-assigned" && referenceIdentity === systemAssigned) ||
    (change.kind === "detach-identity" && referenceIdentity === change.identityId);
  if (lost)
    return facts.references.map((one) => ({
      ...one,
      after: "fails",
      because:
        "References use this identity. The value of before is kept until App Service resolves them anew.",
    }));
  if (change.kind === "set-reference-identity") return resolvedAs(facts, change.identityId);
  if (change.kind === "to-rbac") return resolvedByRole(facts);
  return [];
}

function resolvedAs(facts: RehearseFacts, id: IdentityId | undefined): References {
  const target = identityOf(facts, id);
  const absent = !target || target.assigned === false;
  return facts.references.map((one) => {
    const observed = accessOf(facts, target?.id, one.vaultId, decidingOperation);
    return {
      ...one,
      after: absent ? "fails" : observed,
      because: absent
        ? "This identity is not assigned to the app, so App Service cannot use it."
        : observed === "unknown"
          ? `Whether ${target.name} may read there was not observed.`
          : `${target.name} ${observed === "works" ? "may" : "may not"} read from that vault.`,
    };
  });
}

function resolvedByRole(facts: RehearseFacts): References {
  const vault = facts.vaults.find(({ id }) => id === facts.change.vaultId);
  if (!vault || vault.permissionModel === "rbac") return [];
  const { referenceIdentity } = facts;
  const { get } = predictRoles(facts, referenceIdentity ?? null, vault);
  return facts.references
    .filter(({ vaultId }) => vaultId === vault.id)
    .map((one) => ({
      ...one,
      after: get,
      because: "Access policies stop to count, and the roles of the identity that references use begin to.",
    }));
}
