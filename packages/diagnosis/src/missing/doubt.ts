import type { CauseId, FactKey } from "@latchkey/shared/diagnosis";
import type { Condition } from "../rules/rule.ts";

/**
 * A neighbour that looks the same, and the facts that tell the two apart. The doubt is settled as soon as one of the
 * facts is known; until then those that decide are named as missing. `when` limits it to evidence that is as thin.
 */
export type Doubt = {
  cause: CauseId;
  neighbour: CauseId;
  settledBy: FactKey[];
  ask: FactKey[];
  when?: Condition;
};
