import type { CauseId } from "@latchkey/shared/diagnosis";
import { causes } from "../causes/index.ts";
import type { Matches, View } from "./match.ts";
import { isRuledOut, type Weighed } from "./weigh.ts";

/** Where something was seen but decides nothing: what is commonest there in reported failures. */
const commonest: Readonly<Record<"token" | "other", readonly CauseId[]>> = {
  token: ["user-assigned-not-selected", "no-identity-on-host"], // commonest on the way to a token
  other: ["access-policy-missing", "wrong-identity-selected"], // commonest behind it
};
/** From here on a cause is as good as certain and needs no company, unless facts that decide are missing. */
const certain = 0.93;
const wanted = 3;
const faint = 0.05;

/** The causes; while fewer than three are named and the first is open or not certain, such that look alike are put behind. */
export function withLookAlikes(named: Weighed[], matches: Matches, view: View, isOpen: boolean): Weighed[] {
  const [first] = named;
  // Where nothing at all was recognised, a list of what is common would be a guess.
  if (view.signs.size === 0) return named;
  if (named.length >= wanted || (!isOpen && (first?.confidence ?? 0) >= certain)) return named;
  const alike =
    first && first.id !== "unknown"
      ? causes[first.id].alike.map(({ cause }) => cause)
      : commonest[view.facts.operation === "token" ? "token" : "other"];
  const more = [...new Set(alike)].filter(
    (id) => named.every((one) => one.id !== id) && !isRuledOut(matches.get(id)),
  );
  return [...named, ...more.slice(0, wanted - named.length).map(faintly)];
}

function faintly(id: CauseId): Weighed {
  return { id, confidence: faint, basis: "inferred", evidence: [] };
}
