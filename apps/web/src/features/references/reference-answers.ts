import { outcomeVerdict, type Verdict } from "@latchkey/diagnosis/outcome-words";
import { known } from "@latchkey/shared/fact";
import type { DirectRead, InProcess, Reference, ReferencesAnswer } from "@latchkey/shared/references";
import { counted, wholeNumber } from "../../lib/format-number.ts";

/** The page's answer: how many references there are, and how many of them do not work. */
export function referencesHeadline({ references }: Pick<ReferencesAnswer, "references">): string {
  const total = references.length;
  if (total === 0) return "This app has no Key Vault reference";
  const of = (...kinds: Reference["verdict"]["kind"][]) =>
    references.filter(({ verdict }) => kinds.includes(verdict.kind)).length;
  const broken = of("broken");
  const willBreak = of("will-break");
  const untold = of("cannot-tell");
  if (broken > 0) return `${wholeNumber(broken)} of ${counted(total, "reference")} ${are(broken)} broken`;
  if (willBreak > 0)
    return `${wholeNumber(willBreak)} of ${counted(total, "reference")} ${willBreak === 1 ? "works" : "work"} only until the next resolution`;
  if (untold > 0) return `${wholeNumber(untold)} of ${counted(total, "reference")} could not be told`;
  return total === 1 ? "The one reference works" : `All ${counted(total, "reference")} work`;
}

/** A reference's verdict as a status and a word. */
export function referenceVerdict(kind: Reference["verdict"]["kind"]): Verdict {
  switch (kind) {
    case "works":
      return { status: "allowed", words: "Works" };
    case "works-old-version":
      return { status: "warning", words: "Old version" };
    case "will-break":
      return { status: "warning", words: "Will break" };
    case "broken":
      return { status: "denied", words: "Broken" };
    case "cannot-tell":
      return { status: "unknown", words: "Cannot tell" };
    default:
      return kind satisfies never;
  }
}

/** The status as Azure names it, with an icon: `Initialized` is not a result, so it is unknown. */
export function statusVerdict(status: Reference["status"]): Verdict {
  if (status.state === "unknown") return { status: "unknown", words: "Unknown" };
  const { name } = status.value;
  if (name === "Resolved") return { status: "allowed", words: name };
  if (name === "Initialized") return { status: "unknown", words: name };
  return { status: "denied", words: name };
}

/** What this process has in place of the reference. */
export function inProcessWords(inProcess: InProcess): string {
  switch (inProcess) {
    case "resolved":
      return "Resolved in this process";
    case "literal":
      return "Still the literal text in this process";
    case "absent":
      return "Not in this process";
    default:
      return inProcess satisfies never;
  }
}

/** What reading the secret directly, as the same identity, gave. */
export function directReadVerdict(read: DirectRead): Verdict {
  return read.state === "tried" ? outcomeVerdict(read.outcome) : { status: "unknown", words: "Not tried" };
}

/** The two versions in a few words. */
export function versionWords({
  versionInUse,
  latestVersion,
}: Pick<Reference, "versionInUse" | "latestVersion">): string {
  const inUse = known(versionInUse);
  const latest = known(latestVersion);
  if (inUse === undefined || latest === undefined) return "";
  return inUse === latest ? "The latest is in use." : "A newer version exists.";
}

function are(count: number): string {
  return count === 1 ? "is" : "are";
}
