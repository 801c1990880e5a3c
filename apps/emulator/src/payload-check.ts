import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compareAnswers, readExpected } from "./payload-check/compare.ts";
import { notCompared, type Question, questions } from "./payload-check/questions.ts";
import { type Emulator, startEmulator } from "./start.ts";

/**
 * Compares what a running desk cloud answers with recorded payloads: status, header names, members, codes.
 * Run with the folder as the argument; without one, `../shared/azure/payloads` beside the repository.
 */
const folder = resolve(process.argv[2] ?? join(import.meta.dirname, "../../../../shared/azure/payloads"));

const say = (line: string) => process.stdout.write(`${line}\n`);

async function differences(
  emulator: Emulator,
  name: string,
  { lacks = {}, ask }: Question,
): Promise<string[]> {
  const expected = readExpected(JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")));
  const found = compareAnswers(expected, await ask(emulator));
  return found.filter((difference) => !(difference.replace(/ is missing$/, "") in lacks));
}

async function check(names: string[]): Promise<number> {
  const emulator = await startEmulator({ world: "mixed" });
  let differing = 0;
  try {
    for (const name of names) {
      const question = questions[name];
      if (!question) {
        const reason = notCompared[name];
        if (reason === undefined) differing += 1;
        say(reason === undefined ? `${name}: nobody compares this file` : `${name}: not compared, ${reason}`);
        continue;
      }
      const found = await differences(emulator, name, question);
      if (found.length > 0) differing += 1;
      say(found.length === 0 ? `${name}: same` : `${name}: ${found.join("; ")}`);
    }
  } finally {
    await emulator.close();
  }
  return differing;
}

if (existsSync(folder)) {
  const names = readdirSync(folder).filter((file) => file.endsWith(".json"));
  process.exitCode = (await check(names.map((file) => file.slice(0, -".json".length)).sort())) === 0 ? 0 : 1;
} else {
  say("payload folder not there: skipped");
}
