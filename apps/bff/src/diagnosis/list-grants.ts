import { nameOfRole } from "@latchkey/diagnosis/azure/roles";
import { grantsWithoutEffect } from "@latchkey/diagnosis/predict/predict";
import type { PredictionFacts } from "@latchkey/diagnosis/predict/prediction";
import type { Fact } from "@latchkey/shared/fact";
import type { Grant } from "@latchkey/shared/grant";
import type { VaultId } from "@latchkey/shared/vault";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import { unknownBecause } from "../inventory/inventory.ts";
import { predictionFacts } from "./predict-cell.ts";
import { armVaultOf, type Surroundings } from "./surroundings.ts";

/** What one vault grants to our identities, those grants among them that change nothing. Empty means that ARM shows none. */
export function listGrants(
  around: Surroundings,
  identities: ReadyIdentity[],
  vaultId: VaultId,
): Fact<Grant[]> {
  const vault = armVaultOf(around, vaultId);
  if (around.vaults.kind !== "read") return unknownBecause(around.vaults);
  if (!vault)
    return {
      state: "unknown",
      because: "ARM shows no vault of this name where this app may look",
      missingRight: "Microsoft.KeyVault/vaults/read",
    };
  const refused = [...around.grants.values()].filter((answer) => answer.kind !== "read")[0];
  if (vault.rbac && refused) return unknownBecause(refused);
  const listed = identities.filter(({ known }) => known.kind !== "as-configured");
  return {
    state: "known",
    source: "arm",
    value: listed.flatMap((identity) => grantsOf(around, identity, vaultId)),
  };
}

function grantsOf(around: Surroundings, identity: ReadyIdentity, vaultId: VaultId): Grant[] {
  const facts = predictionFacts(around, identity, vaultId);
  const named = [facts.principalId, facts.clientId];
  const policies = (facts.policies ?? [])
    .filter(({ objectId }) => named.includes(objectId))
    .map(
      (policy): Grant => ({
        identityId: identity.known.id,
        kind: "access-policy",
        what: `Secret permissions: ${policy.secrets.join(", ") || "none"}`,
        scope: "the vault's access policies",
        throughGroup: false,
        ...effectOf({ ...facts, policies: [policy], assignments: [] }),
      }),
    );
  const roles = (facts.assignments ?? []).map(
    (assignment): Grant => ({
      identityId: identity.known.id,
      kind: "role",
      what: nameOfRole(assignment),
      scope: assignment.scope,
      throughGroup: assignment.principalId !== facts.principalId,
      ...effectOf({ ...facts, policies: [], assignments: [assignment] }),
    }),
  );
  return [...policies, ...roles];
}

/** Asked about one grant alone: why it has no effect, if it has none. */
function effectOf(facts: PredictionFacts): Pick<Grant, "withoutEffect"> {
  const [first] = grantsWithoutEffect(facts);
  return first ? { withoutEffect: first.reason } : {};
}
