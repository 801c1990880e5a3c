import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { root } from "./run.ts";

/** Packages that also run in the page, their tests aside. */
const pure = /^packages\/(?!.*\.test\.ts$)/;

/** What no source file may hold, and why; the third says which files, where not all. */
const bans: [RegExp, string, RegExp?][] = [
  [
    /disableChallengeResourceVerification\s*:/,
    "a hostile vault could then ask for a token of another resource",
  ],
  [/rejectUnauthorized\s*:\s*false/, "TLS certificates are always checked"],
  [/allowInsecureConnection\s*:/, "tokens travel over TLS only"],
  [/dangerouslySetInnerHTML/, "texts from Azure are untrusted"],
  [/\b(?:Date\.now|performance\.now|new Date)\(\)/, "what is pure has no clock: it is given the time", pure],
  [
    /\b(?:fetch|require|setTimeout|setInterval)\(|\b(?:globalThis|navigator|localStorage)\b/,
    "what is pure does no I/O",
    pure,
  ],
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
    .filter(([ban, , where]) => ban.test(text) && (!where || where.test(file)))
    .map(([ban, why]) => `${file}: ${ban.source} is banned, because ${why}`);
});
for (const line of found) console.error(line);
console.log(
  found.length === 0 ? `bans: nothing banned in ${files.length} files` : `bans: ${found.length} found`,
);
process.exit(found.length === 0 ? 0 : 1);
