import type { Cause, Diagnosis } from "@latchkey/shared/diagnosis";
import { causes } from "./causes/index.ts";
import type { DiagnosisFacts } from "./facts.ts";
import type { FixContext } from "./fix-context.ts";
import { writeFix } from "./fixes/fix-draft.ts";
import { settleFacts } from "./settle-facts.ts";
import { readSigns } from "./signs/read-signs.ts";
import { type FoundInText, readText } from "./text/read-text.ts";
import { decide, type Named } from "./weigh/decide.ts";
import { matchRules, type View } from "./weigh/match.ts";
import { provideFact } from "./weigh/provide.ts";

/**
 * Why it fails: causes, most likely first, at most six, never empty. Pure: no I/O, no clock; the same facts give the same
 * answer. When nothing fits the first cause is `unknown`, with the facts that would help most.
 * With `context` each cause that is known carries a fix made of this app's own ids.
 */
export function diagnose(facts: DiagnosisFacts, context?: FixContext): Diagnosis {
  return diagnoseText(facts, readText(facts.raw ?? ""), context);
}

/** The same for a text that has been read already: a text of a megabyte is read once only. */
export function diagnoseText(facts: DiagnosisFacts, found: FoundInText, context?: FixContext): Diagnosis {
  const view = viewOf(facts, found);
  const told = context && withToldModel(context, view);
  return { causes: decide(matchRules(view), view).map((one) => inWords(one, view, told)) };
}

/** What the rules look at: the facts with all that follows from them, and every sign in them and in the text. */
export function viewOf(given: DiagnosisFacts, found: FoundInText): View {
  const facts = settleFacts(given, found);
  return { facts, signs: readSigns(facts, found) };
}

/** A refusal by role or by policy tells the vault's permission model, whether or not ARM could be read. */
function withToldModel(context: FixContext, { facts, signs }: View): FixContext {
  const said = signs.has("rbac-denied") ? "rbac" : signs.has("policy-denied") ? "access-policy" : undefined;
  const permissionModel = context.vault?.permissionModel ?? facts.permissionModel ?? said;
  return context.vault && permissionModel
    ? { ...context, vault: { ...context.vault, permissionModel } }
    : context;
}

function inWords(
  { id, confidence, basis, evidence, missing }: Named,
  { facts }: View,
  context: FixContext | undefined,
): Cause {
  const { title, meaning, next, fix } = causes[id];
  return {
    id,
    title,
    meaning,
    next,
    confidence,
    basis,
    evidence,
    missing: missing.map((fact) => ({ fact, provide: provideFact(fact, facts) })),
    ...(context && fix && { fix: writeFix(fix, context) }),
  };
}
