import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { root } from "./run.ts";

/** What no source file may hold, and why. */
const bans: [RegExp, string][] = [
  [
    /disableChallengeResourceVerification\s*:/,
    "a hostile vault could then ask for a token of another resource",
  ],
  [/rejectUnauthorized\s*:\s*false/, "TLS certificates are always checked"],
  [/allowInsecureConnection\s*:/, "tokens travel over TLS only"],
  [/dangerouslySetInnerHTML/, "texts from Azure are untrusted"],
];

const files = execFileSync(
  "git",
  [
    "ls-files",
    "--cached",
    "--others",
    "--exclude-standard",
    "apps/*/src/**/*.ts",
    "apps/*/src/**/*.tsx",
    "packages/*.ts",
  ],
  { cwd: root, encoding: "utf8" },
)
  .split("\n")
  .filter((file) => file !== "" && existsSync(root + file));
const found = files.flatMap((file) => {
  const text = readFileSync(root + file, "utf8");
  return bans
    .filter(([ban]) => ban.test(text))
    .map(([ban, why]) => `${file}: ${ban.source} is banned, because ${why}`);
});
for (const line of found) console.error(line);
console.log(
  found.length === 0 ? `bans: nothing banned in ${files.length} files` : `bans: ${found.length} found`,
);
process.exit(found.length === 0 ? 0 : 1);
