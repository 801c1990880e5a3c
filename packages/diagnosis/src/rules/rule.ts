import type { Basis, CauseId, FactKey } from "@latchkey/shared/diagnosis";
import type { SettledFacts } from "../facts.ts";
import type { Sign } from "../signs/sign.ts";

/** A test of one known fact. A fact that is not known never passes. */
type FactTest<Key extends keyof SettledFacts> = (value: Exclude<SettledFacts[Key], undefined>) => boolean;
type FactTests = { [Key in FactKey]?: FactTest<Key> };

/** Where a failure happened, from the operation that was asked for. */
export type Stage = "token" | "vault" | "list" | "get" | "arm" | "reference" | "config";

export type Condition = {
  /** At least one of these signs. */
  any?: Sign[];
  /** Each of these signs. */
  all?: Sign[];
  /** None of these signs. */
  none?: Sign[];
  /** Each of these facts is known and passes. */
  facts?: FactTests | undefined;
  /** None of these facts is known and passes. */
  unless?: FactTests | undefined;
  /** The operation, when it was told, is one of these. */
  stage?: Stage[];
  /** Like `stage`, but fails when no operation was told. */
  knownStage?: Stage[];
  status?: number[];
};

/**
 * One piece of evidence. Weight 0 to 1 speaks for the cause, a negative one against it. Weights of one cause add up as
 * independent evidence does: 1 − Π(1 − w), and each against multiplies by (1 − |w|).
 */
export type Rule = { cause: CauseId; weight: number; when: Condition; basis: Basis; source: string };

/** A short row: the cause comes from the group. */
export type RuleRow = Omit<Rule, "cause">;

/** Rows of one cause. */
export function rulesFor(cause: CauseId, rows: RuleRow[]): Rule[] {
  return rows.map((row) => ({ cause, ...row }));
}

export const is = {
  yes: (value: boolean): boolean => value,
  no: (value: boolean): boolean => !value,
  over:
    (limit: number) =>
    (value: number): boolean =>
      value > limit,
  under:
    (limit: number) =>
    (value: number): boolean =>
      value < limit,
  /** No entry, no roles, or a count of nothing. An entry of unknown content is an entry. */
  none: (value: object | number | null): boolean =>
    value === null || value === 0 || (Array.isArray(value) && value.length === 0),
  one:
    <Value>(...allowed: Value[]) =>
    (value: Value): boolean =>
      allowed.includes(value),
};
