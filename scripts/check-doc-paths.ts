import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./run.ts";

// A path is what stands in back-ticks, or behind a Markdown link, and begins like one of our folders or files.
const built = /(^|\/)(dist|shots)(\/|$)/;
const ours = /^(?:\.ci|apps|packages|e2e|scripts|docs|infra)\/|^(?:README|CONTRIBUTING|LICENSE)(?:\.md)?$/;

const docs = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(root + file));
const missing = docs.flatMap((doc) => {
  const text = readFileSync(root + doc, "utf8");
  const inCode = [...text.matchAll(/`([^`\s*{}<>]+)`/g)]
    .map(([, path = ""]) => path)
    .filter((path) => ours.test(path) && !built.test(path));
  const linked = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, path = ""]) => path)
    .filter((path) => !/^[a-z]+:/i.test(path));
  const places = [
    ...inCode.map((path) => join(root, path)),
    ...linked.map((path) => join(root, dirname(doc), path)),
  ];
  return places
    .filter((path) => !existsSync(path))
    .map((path) => `${doc}: ${path.slice(root.length)} does not exist`);
});
for (const line of missing) console.error(line);
console.log(
  missing.length === 0
    ? `docs: every path named in ${docs.length} documents exists`
    : `docs: ${missing.length} paths do not exist`,
);
process.exit(missing.length === 0 ? 0 : 1);
