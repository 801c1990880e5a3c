import { resultOf } from "@latchkey/shared/probe";
import { grantsWithoutEffect, predict } from "../predict/predict.ts";
import { openNetwork, type PredictionFacts } from "../predict/prediction.ts";
import { hidden, type Reading, type SetupFacts } from "./setup-facts.ts";

/** May the identity get and list secrets of the vault? What the vault itself said comes before what ARM shows. */
export function readGrant(facts: SetupFacts): Reading {
  const { identity, own, vaultName, permissionModel, rolesUnread } = facts;
  if (!identity)
    return {
      state: "open",
      because: "There is no identity to give access yet.",
      basis: "inferred",
      evidence: [],
    };
  const list = resultOf(own?.operations, "list")?.outcome;
  const get = resultOf(own?.operations, "get")?.outcome;
  if (list?.kind === "allowed" && get?.kind === "allowed")
    return {
      state: "done",
      because: `${vaultName} lets ${identity.name} get and list secrets.`,
      basis: "vault-said",
      evidence: ["list: allowed", "get: allowed"],
    };
  const shown = fromArm(facts);
  const refused = [list, get].find((one) => one?.kind === "denied" && isGrantDenial(one.by));
  if (refused?.kind === "denied") {
    const said = `vault: ${[refused.httpStatus, refused.code, refused.innerCode].filter(Boolean).join(" ")}`;
    if (shown?.state === "done")
      return {
        ...shown,
        state: "failed",
        because: `ARM shows the access, but ${vaultName} still refuses. A role takes up to 10 minutes.`,
        basis: "vault-said",
        evidence: [...shown.evidence, said],
      };
    return {
      ...(shown ?? { evidence: [] }),
      state: shown?.state ?? "open",
      because: shown?.because ?? `${vaultName} refuses ${identity.name}.`,
      basis: "vault-said",
      evidence: [...(shown?.evidence ?? []), said],
    };
  }
  if (shown) return shown;
  if (permissionModel.state !== "known") return hidden(permissionModel);
  return hidden(rolesUnread ?? { because: "its Object (principal) ID is not known" });
}

function isGrantDenial(by: string): boolean {
  return by === "access-policy" || by === "rbac" || by === "other";
}

function fromArm(facts: SetupFacts): Reading | undefined {
  const { identity, vaultName, permissionModel } = facts;
  const question = grantsAlone(facts);
  if (!identity || permissionModel.state !== "known" || !question.principalId) return undefined;
  const { list, get, reasons } = predict(question);
  const model = permissionModel.value === "rbac" ? "Azure role-based access control" : "access policies";
  const evidence = [`ARM: ${vaultName} uses ${model}`, ...new Set([...reasons.get, ...reasons.list])];
  const useless = grantsWithoutEffect(question).map(({ grant, reason }) => `${grant}: ${reason}`);
  if (list === "allowed" && get === "allowed")
    return {
      state: "done",
      because: `ARM shows get and list on ${vaultName} for ${identity.name}.`,
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
        ? `${identity.name} has ${half} on ${vaultName}.`
        : `${identity.name} has no access to secrets of ${vaultName}.`,
    basis: "arm-showed",
    evidence: [...evidence, ...useless],
  };
}

/** Only grants count here; the network has a step of its own in the final check, and nobody can take a deny assignment away. */
function grantsAlone({ prediction }: SetupFacts): PredictionFacts {
  return { ...prediction, denyAssignments: [], network: openNetwork };
}
