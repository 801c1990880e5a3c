import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { explain } from "./explain.ts";

const usage = "usage: latchkey explain < TEXT-OR-JSON-LINES\n";

const [verb, ...rest] = process.argv.slice(2);
// A reader that has seen enough (`| head`) closes the pipe: that is no failure.
process.stdout.on("error", () => process.exit(0));
if (verb !== "explain" || rest.length > 0) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  const input = await buffer(process.stdin);
  for (const piece of explain(input.toString("utf8"))) {
    if (!process.stdout.write(piece)) await once(process.stdout, "drain");
  }
}
