import { type Cause, causeIdSchema, type Diagnosis, type FactKey } from "@latchkey/shared/diagnosis";
import { causes } from "./causes/index.ts";
import type { DiagnosisFacts } from "./facts.ts";
import type { FixContext } from "./fix-context.ts";
import { writeFix } from "./fixes/fix-draft.ts";
import { settleFacts } from "./settle-facts.ts";
import { readSigns } from "./signs/read-signs.ts";
import { type FoundInText, readText } from "./text/read-text.ts";
import { withLookAlikes } from "./weigh/look-alikes.ts";
import { matchRules, type View } from "./weigh/match.ts";
import { missingFacts, openQuestions } from "./weigh/missing.ts";
import { provideFact } from "./weigh/provide.ts";
import { type Weighed, weighCauses } from "./weigh/weigh.ts";

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
export function diagnoseText(given: DiagnosisFacts, found: FoundInText, context?: FixContext): Diagnosis {
  const facts = settleFacts(given, found);
  const view: View = { facts, signs: readSigns(facts, found) };
  const matches = matchRules(view);
  const weighed = weighCauses(matches, view).filter(({ confidence }) => confidence >= lowestNamed);
  const isDecided = (weighed[0]?.confidence ?? 0) >= lowestFirst;
  const listed = isDecided ? weighed : [undecided, ...weighed.filter(({ id }) => id !== undecided.id)];
  const missing = new Map(listed.map((one) => [one.id, missingFacts(one, weighed, matches, view)]));
  const isOpen = (missing.get(listed[0]?.id ?? undecided.id) ?? []).length > 0;
  const named = withLookAlikes(listed.slice(0, mostCauses), matches, view, isOpen);
  const told = context && withToldModel(context, view);
  return {
    causes: named.map((one, index) => {
      if (index === 0 && !isDecided) return inWords(undecided, openQuestions(view), view, undefined);
      return inWords(one, missing.get(one.id) ?? missingFacts(one, weighed, matches, view), view, told);
    }),
  };
}

/** The one cause that is named where nothing decides; the last of the closed list. */
const undecided: Weighed = {
  id: causeIdSchema.enum.unknown,
  confidence: lowestFirst,
  basis: "inferred",
  evidence: [],
};

/** A refusal by role or by policy tells the vault's permission model, whether or not ARM could be read. */
function withToldModel(context: FixContext, { facts, signs }: View): FixContext {
  const said = signs.has("rbac-denied") ? "rbac" : signs.has("policy-denied") ? "access-policy" : undefined;
  const permissionModel = context.vault?.permissionModel ?? facts.permissionModel ?? said;
  return context.vault && permissionModel
    ? { ...context, vault: { ...context.vault, permissionModel } }
    : context;
}

function inWords(one: Weighed, missing: FactKey[], view: View, context: FixContext | undefined): Cause {
  const { title, meaning, fix } = causes[one.id];
  return {
    id: one.id,
    title,
    meaning,
    confidence: one.confidence,
    basis: one.basis,
    evidence: one.evidence,
    missing: missing.map((fact) => ({ fact, provide: provideFact(fact, view.facts) })),
    ...(context && fix && { fix: writeFix(fix, context) }),
  };
}
