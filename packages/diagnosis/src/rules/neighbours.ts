import type { CauseId } from "@latchkey/shared/diagnosis";
import { matchedRules, type View, type Weighed } from "./weigh.ts";

/** Causes that look alike from outside, the likeliest first: what else a failure can be that is not quite told apart. */
const neighbours: Readonly<Record<CauseId, CauseId[]>> = {
  "no-identity-on-host": ["identity-endpoint-not-in-process", "identity-endpoint-unreachable"],
  "identity-endpoint-not-in-process": ["no-identity-on-host", "library-cannot-use-identity"],
  "user-assigned-not-selected": ["client-id-not-assigned", "library-cannot-use-identity"],
  "client-id-not-assigned": ["user-assigned-not-selected", "principal-id-used-as-client-id"],
  "principal-id-used-as-client-id": ["client-id-not-assigned", "library-cannot-use-identity"],
  "entra-rejects-credential": ["wrong-identity-selected", "principal-id-used-as-client-id"],
  "wrong-identity-selected": ["access-policy-missing", "rbac-role-missing"],
  "connection-string-malformed": ["library-cannot-use-identity", "no-identity-on-host"],
  "library-cannot-use-identity": ["identity-endpoint-failing", "user-assigned-not-selected"],
  "identity-endpoint-unreachable": ["no-identity-on-host", "identity-endpoint-not-in-process"],
  "identity-endpoint-failing": ["wrong-token-resource", "identity-endpoint-unreachable"],
  "wrong-token-resource": ["identity-endpoint-failing", "token-wrong-tenant"],
  "token-missing-or-invalid": ["library-cannot-use-identity", "wrong-token-resource"],
  "token-wrong-tenant": ["wrong-token-resource", "token-missing-or-invalid"],
  "vault-host-not-found": ["private-dns-misconfigured", "invalid-name-or-reference", "vault-unreachable"],
  "private-dns-misconfigured": ["vault-host-not-found", "vault-public-access-disabled"],
  "vault-unreachable": ["identity-endpoint-unreachable", "private-dns-misconfigured"],
  "tls-interception": ["invalid-name-or-reference", "vault-unreachable"],
  "vault-firewall-denied": ["vault-public-access-disabled", "private-dns-misconfigured"],
  "vault-public-access-disabled": ["private-dns-misconfigured", "vault-firewall-denied"],
  "access-policy-missing": ["grant-on-wrong-principal", "wrong-identity-selected"],
  "access-policy-compound-identity": ["access-policy-missing", "wrong-identity-selected"],
  "rbac-role-missing": ["change-not-yet-effective", "wrong-identity-selected"],
  "role-without-secret-read": ["permission-model-mismatch", "access-policy-missing"],
  "permission-model-mismatch": ["rbac-role-missing", "access-policy-missing"],
  "grant-on-wrong-principal": ["wrong-identity-selected", "access-policy-missing"],
  "change-not-yet-effective": ["rbac-role-missing", "access-policy-missing"],
  "secret-not-found": ["secret-soft-deleted", "invalid-name-or-reference"],
  "secret-disabled": ["access-policy-missing", "secret-soft-deleted"],
  "secret-soft-deleted": ["secret-not-found", "arm-permission-or-scope"],
  "vault-throttled": ["identity-endpoint-failing", "vault-unreachable"],
  "invalid-name-or-reference": ["secret-not-found", "vault-host-not-found"],
  "arm-permission-or-scope": ["change-not-yet-effective", "wrong-identity-selected"],
  "reference-identity-not-selected": ["no-identity-on-host", "access-policy-missing"],
  unknown: [],
};
/** Where something was seen but decides nothing, by where it failed. */
const commonest: Readonly<Record<"token" | "other", CauseId[]>> = {
  token: ["user-assigned-not-selected", "no-identity-on-host"],
  other: ["access-policy-missing", "wrong-identity-selected"],
};
/** From here on a cause is as good as certain and needs no company, unless facts that decide are missing. */
const certain = 0.93;
const wanted = 3;
const faint = 0.05;

/** The causes; while fewer than three are named and the first is open or not certain, such that look alike are put behind. */
export function withNeighbours(named: Weighed[], view: View, isOpen: boolean): Weighed[] {
  const [first] = named;
  // Where nothing at all was recognised, a list of what is common would be a guess.
  if (view.signs.size === 0) return named;
  if (named.length >= wanted || (!isOpen && (first?.confidence ?? 0) >= certain)) return named;
  const alike = first && first.id !== "unknown" ? neighbours[first.id] : commonest[isAboutToken(view)];
  const more = alike.filter((id) => named.every((one) => one.id !== id) && !isRuledOut(id, view));
  return [...named, ...more.slice(0, wanted - named.length).map(faintly)];
}

function isAboutToken({ facts }: View): "token" | "other" {
  return facts.operation === "token" ? "token" : "other";
}

/** Something that was seen speaks against it. */
function isRuledOut(id: CauseId, view: View): boolean {
  return matchedRules(id, view).some(({ weight }) => weight < 0);
}

function faintly(id: CauseId): Weighed {
  return { id, confidence: faint, basis: "inferred", evidence: [] };
}
