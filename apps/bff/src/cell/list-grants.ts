import { nameOfRole } from "@latchkey/diagnosis/azure/roles";
import { idsOf } from "@latchkey/diagnosis/fix-context";
import { grantsWithoutEffect } from "@latchkey/diagnosis/predict/predict";
import type { PredictionFacts } from "@latchkey/diagnosis/predict/prediction";
import type { Fact } from "@latchkey/shared/fact";
import type { Grant } from "@latchkey/shared/grant";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import { unknownBecause } from "../inventory/inventory.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { Settings } from "../settings/settings.ts";
import { cellView, vaultView } from "./cell-view.ts";
import type { Surroundings } from "./gather.ts";
import { predictionFacts } from "./prediction-facts.ts";

/** What one vault grants to these identities, those grants among them that change nothing. Empty means that ARM shows none. */
export function listGrants(
  question: { settings: Settings; around: Surroundings; vault: ConfiguredVault },
  identities: ReadyIdentity[],
): Fact<Grant[]> {
  const { around } = question;
  const { shown } = vaultView(around, question.vault);
  if (shown.state !== "known") return shown;
  const refused = [...around.grants.values()].filter((answer) => answer.kind !== "read")[0];
  if (shown.value.rbac && refused) return unknownBecause(refused);
  const listed = identities.filter(({ known }) => known.kind !== "as-configured");
  return {
    state: "known",
    source: "arm",
    value: listed.flatMap(({ known, shown: identity }) =>
      grantsOf(known.id, predictionFacts(cellView({ ...question, identity: idsOf(identity) }))),
    ),
  };
}

function grantsOf(identityId: Grant["identityId"], facts: PredictionFacts): Grant[] {
  const named = [facts.principalId, facts.clientId];
  const policies = (facts.policies ?? [])
    .filter(({ objectId }) => named.includes(objectId))
    .map(
      (policy): Grant => ({
        identityId,
        kind: "access-policy",
        what: `Secret permissions: ${policy.secrets.join(", ") || "none"}`,
        scope: "the vault's access policies",
        throughGroup: false,
        ...effectOf({ ...facts, policies: [policy], assignments: [] }),
      }),
    );
  const roles = (facts.assignments ?? []).map(
    (assignment): Grant => ({
      identityId,
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
