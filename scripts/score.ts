import { readFileSync } from "node:fs";
import { diagnose } from "../packages/diagnosis/src/diagnose.ts";
import { readReportedCase } from "../packages/diagnosis/src/reported-case.ts";

/** The part of a real reported failure that a diagnosis is measured by. */
type Case = {
  id: string;
  cause: string;
  also_accept: string[];
  context: { raw_kind: "error" | "fragment" | "paraphrase" };
};
type Scored = { id: string; cause: string; alsoAccept: string[]; answers: string[]; missing: string[] };

const file = process.argv.slice(2).find((argument) => argument !== "--");
if (!file) {
  console.error("usage: pnpm score FILE   (JSON Lines, one reported failure a line)");
  process.exit(2);
}
printScores(
  readCases(file)
    .filter(({ context }) => context.raw_kind !== "paraphrase")
    .map(score),
);

function readCases(path: string): Case[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Case);
}

function score(one: Case): Scored {
  // The reader lets through only what a diagnosis may see: never the cause, the explanation or the circumstances.
  const { causes } = diagnose(readReportedCase(one)?.facts ?? {});
  return {
    id: one.id,
    cause: one.cause,
    alsoAccept: one.also_accept,
    answers: causes.map(({ id }) => id),
    missing: causes[0]?.missing.map(({ fact }) => fact) ?? [],
  };
}

function printScores(scored: Scored[]): void {
  const open = scored.filter(({ alsoAccept }) => alsoAccept.length > 0);
  const decided = scored.filter(({ alsoAccept }) => alsoAccept.length === 0);
  console.log(`scored cases      ${scored.length}`);
  console.log(`top-1             ${share(scored.filter(isFirst), scored)}`);
  console.log(`top-3             ${share(scored.filter(isAmongThree), scored)}`);
  console.log(
    `honest            ${share(open.filter(namesMissing), open)} of the open cases name a missing fact`,
  );
  console.log(
    `hedged            ${share(decided.filter(namesMissing), decided)} of the decided cases name one`,
  );
  for (const one of scored.filter((each) => !isFirst(each) || !isAmongThree(each)))
    console.log(
      `${isAmongThree(one) ? "second" : "missed"}  ${one.id}: ${one.cause}, answered ${one.answers.slice(0, 3).join(", ")}`,
    );
  for (const one of open.filter((each) => !namesMissing(each)))
    console.log(`asserted ${one.id}: ${one.answers[0]}`);
  for (const one of decided.filter(namesMissing))
    console.log(`hedged  ${one.id}: ${one.answers[0]}, asks ${one.missing.join(", ")}`);
}

function isFirst({ cause, alsoAccept, answers }: Scored): boolean {
  return [cause, ...alsoAccept].includes(answers[0] ?? "");
}

function isAmongThree({ cause, answers }: Scored): boolean {
  return answers.slice(0, 3).includes(cause);
}

function namesMissing({ missing }: Scored): boolean {
  return missing.length > 0;
}

function share(part: unknown[], whole: unknown[]): string {
  return `${part.length}/${whole.length} (${whole.length === 0 ? "–" : ((100 * part.length) / whole.length).toFixed(1)} %)`;
}
