import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { root } from "./run.ts";

/** Lines that a file may have; one that needs more says why in its first line: `// size: <reason>`. */
const limits = { source: 250, test: 600 };

const files = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx", "*.mjs"],
  { cwd: root, encoding: "utf8" },
)
  .split("\n")
  .filter((file) => file !== "" && existsSync(root + file));
const tooLong = files.flatMap((file) => {
  const text = readFileSync(root + file, "utf8");
  const lines = text.split("\n").length - 1;
  const limit = /\.(test|spec)\.tsx?$|\/cases\//.test(file) ? limits.test : limits.source;
  return lines > limit && !text.startsWith("// size: ")
    ? [`${file}: ${lines} lines, the limit is ${limit}`]
    : [];
});
for (const line of tooLong) console.error(line);
console.log(
  tooLong.length === 0
    ? `sizes: ${files.length} files within their limits`
    : `sizes: ${tooLong.length} files are too long`,
);
process.exit(tooLong.length === 0 ? 0 : 1);
