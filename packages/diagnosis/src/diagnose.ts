import {
  type Cause,
  type CauseId,
  causeIdSchema,
  type Diagnosis,
  type FactKey,
} from "@latchkey/shared/diagnosis";
import { causeWords } from "./causes.ts";
import type { DiagnosisFacts } from "./facts.ts";
import type { FixContext } from "./fix-context.ts";
import { fixFor } from "./fixes/fix-for.ts";
import { missingFacts, openQuestions } from "./missing/missing-facts.ts";
import { provideFact } from "./missing/provide.ts";
import { withNeighbours } from "./rules/neighbours.ts";
import { type View, type Weighed, weighCauses } from "./rules/weigh.ts";
import { settleFacts } from "./settle-facts.ts";
import { readSigns } from "./signs/read-signs.ts";
import { type Sign, sighting } from "./signs/sign.ts";
import { type FoundInText, readText } from "./text/read-text.ts";

/** Below this a cause is not worth naming first, and not worth naming at all beside a likely one. */
const lowestFirst = 0.2;
const lowestNamed = 0.05;
const mostCauses = 6;

/**
 * Why it fails: causes, most likely first, at most six, never empty. Pure: no I/O, no clock; the same facts give the same
 * answer. When nothing fits the first cause is `unknown`, with the facts that would help most.
 * With `context` each cause carries a fix made of this app's own ids.
 */
export function diagnose(facts: DiagnosisFacts, context?: FixContext): Diagnosis {
  return diagnoseText(facts, readText(facts.raw ?? ""), context);
}

/** The same for a text that has been read already: a text of a megabyte is read once only. */
export function diagnoseText(facts: DiagnosisFacts, found: FoundInText, context?: FixContext): Diagnosis {
  const view = viewOf(facts, found);
  const weighed = weighCauses(view, causeIdSchema.options).filter(
    ({ confidence }) => confidence >= lowestNamed,
  );
  const told = context && withToldModel(context, view);
  const decided = (weighed[0]?.confidence ?? 0) >= lowestFirst;
  const listed = decided ? weighed : [undecided, ...weighed.filter(({ id }) => id !== "unknown")];
  const isOpen = listed[0] !== undefined && missingFacts(listed[0], weighed, view).length > 0;
  const named = withNeighbours(listed.slice(0, mostCauses), view, isOpen);
  const causes = named.map((one) => inWords(one, weighed, view, told));
  return { causes: decided ? causes : [unknownCause(view), ...causes.slice(1)] };
}

const undecided: Weighed = { id: "unknown", confidence: lowestFirst, basis: "inferred", evidence: [] };

/** A refusal by role or by policy tells the vault's permission model, whether or not ARM could be read. */
function withToldModel(context: FixContext, { facts, signs }: View): FixContext {
  const said = signs.has("rbac-denied") ? "rbac" : signs.has("policy-denied") ? "access-policy" : undefined;
  const permissionModel = context.vault?.permissionModel ?? facts.permissionModel ?? said;
  return context.vault && permissionModel
    ? { ...context, vault: { ...context.vault, permissionModel } }
    : context;
}

function viewOf(facts: DiagnosisFacts, found: FoundInText): View {
  const settled = settleFacts(withDefaults(withDefaults(facts, fromSteps(facts)), fromText(found)));
  const sightings = readSigns(settled, found);
  const signs = new Map(sightings.map((one) => [one.sign, one]));
  // A bare 401 or 403 of a vault operation is a sign too, the weakest one.
  const refused = settled.httpStatus === 403 ? "HTTP 403" : refusalInWords(found, signs);
  if (refused && ["get", "list"].includes(settled.operation ?? "") && !isExplained(signs))
    signs.set("vault-forbidden", sighting("vault-forbidden", refused, settled.httpStatus === 403));
  if (
    settled.httpStatus === 400 &&
    settled.operation === "token" &&
    !saysMoreThan400.some((one) => signs.has(one))
  )
    signs.set("endpoint-bad-request", sighting("endpoint-bad-request", "HTTP 400", true));
  // A library that only says "forbidden" adds nothing to a vault that says why.
  if (isExplained(signs)) signs.delete("vault-forbidden");
  return { facts: settled, signs };
}

/** `facts` with what is not known in them taken from `more`. */
function withDefaults(facts: DiagnosisFacts, more: DiagnosisFacts): DiagnosisFacts {
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return { ...more, ...known };
}

/** The first operation that failed is the one to explain, when none was named. */
function fromSteps({ steps = [], operation }: DiagnosisFacts): DiagnosisFacts {
  const failed = steps.filter(({ outcome }) => outcome.kind !== "allowed" && outcome.kind !== "unknown");
  const step = failed.find((one) => operation === undefined || one.operation === operation);
  if (!step) return {};
  const { outcome } = step;
  return {
    operation: step.operation,
    httpStatus: "httpStatus" in outcome ? outcome.httpStatus : undefined,
    errorCode: outcome.kind === "no-token" ? outcome.code : undefined,
    caller: outcome.kind === "denied" ? outcome.caller : undefined,
  };
}

/** What the text tells. */
function fromText(found: FoundInText): DiagnosisFacts {
  return { httpStatus: found.httpStatus, caller: found.caller, tokenAudience: found.audience };
}

const explained = [
  "rbac-denied",
  "policy-denied",
  "policy-compound",
  "firewall-denied",
  "connection-denied",
  "connection-of-other-vault",
  "secret-disabled",
  "secret-outside-validity",
] as const;

/** A text that says no more than that access was refused, and is not about the identity endpoint. */
function refusalInWords({ lower }: FoundInText, signs: View["signs"]): string | undefined {
  if (signs.has("about-imds") || signs.has("about-endpoint") || signs.has("imds-forbidden-socket"))
    return undefined;
  return /access (?:is )?denied|forbidden/.exec(lower)?.[0];
}

/** With one of these a bare 400 of a token request adds nothing. */
const saysMoreThan400: readonly Sign[] = [
  "endpoint-loads-none",
  "endpoint-id-not-found",
  "endpoint-several-identities",
  "imds-identity-not-found",
  "endpoint-identity-not-assigned",
  "endpoint-fetch-failed",
  "entra-refused-client",
  "entra-refused-assertion",
  "entra-tenant-unknown",
  "entra-resource-unknown",
  "entra-scope-invalid",
  "entra-client-not-in-tenant",
  "proxy-configured",
  "proxy-answered",
  "library-demands-tenant",
];

function isExplained(signs: View["signs"]): boolean {
  return explained.some((sign) => signs.has(sign));
}

function inWords(one: Weighed, all: Weighed[], view: View, context: FixContext | undefined): Cause {
  const { id, confidence, basis, evidence } = one;
  const missing = provided(missingFacts(one, all, view), view);
  const fix = context && fixFor(id, context);
  return { id, ...causeWords[id], confidence, basis, evidence, missing, ...(fix ? { fix } : {}) };
}

function unknownCause(view: View): Cause {
  const id: CauseId = "unknown";
  return {
    id,
    ...causeWords[id],
    confidence: lowestFirst,
    basis: "inferred",
    evidence: [],
    missing: provided(openQuestions(view), view),
  };
}

function provided(facts: FactKey[], view: View): Cause["missing"] {
  return facts.map((fact) => ({ fact, provide: provideFact(fact, view.facts) }));
}
