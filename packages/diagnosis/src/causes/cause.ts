import type { Basis, CauseId, FactKey } from "@latchkey/shared/diagnosis";
import type { FixMaker } from "../fixes/fix-draft.ts";
import type { Condition } from "./condition.ts";

/**
 * One piece of evidence. Weight 0 to 1 speaks for the cause, a negative one against it. Weights of one cause add up as
 * independent evidence does: 1 − Π(1 − w), and each against multiplies by (1 − |w|). `why`: the source, or why it must be so.
 */
export type Rule = readonly [weight: number, basis: Basis, when: Condition, why?: string];

/**
 * A cause that looks the same. `ask`: the facts that tell the two apart; the doubt is settled as soon as one of `settledBy`
 * (as a rule the same facts) is known, until then they are named as missing. `when` limits it to evidence that is as thin.
 * Without `ask` only ranking tells them apart.
 */
type LookAlike = {
  cause: CauseId;
  ask?: readonly FactKey[];
  settledBy?: readonly FactKey[];
  when?: Condition;
};

/**
 * Where on the way a request is stopped: it obtains a token, then the network lets it through, then the vault knows the
 * caller, then the secret is looked up (Microsoft Learn, Authentication in Azure Key Vault).
 */
export type Gate = "token" | "network";

/** All that is known of one cause. */
export type CauseKnowledge = {
  /** A few words for a list. */
  title: string;
  /** What it means, in one or two sentences. */
  meaning: string;
  /** What a person does next, in one sentence, where there is no room for the fix. */
  next: string;
  /** Whoever was stopped behind this gate has passed it. */
  gate?: Gate;
  /** Why no world of the emulator stages it; without this there is one of its name. */
  unstaged?: string;
  rules: readonly Rule[];
  /** Those that look alike from outside, the likeliest first. */
  alike: readonly LookAlike[];
  /** Absent when we do not know one; never a guess. */
  fix?: FixMaker;
};
