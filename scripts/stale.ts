import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { root } from "./run.ts";

const stamp = `${root}.latchkey/built`;
const inputs = ["apps/bff", "apps/web", "packages/shared", "packages/diagnosis"];
const single = ["pnpm-lock.yaml", "scripts/build.ts", "tsconfig.base.json"];

/** Is the build made of exactly the sources that lie here now? */
export function buildIsFresh(): boolean {
  const built =
    existsSync(`${root}apps/bff/dist/main.js`) && existsSync(`${root}apps/bff/dist/web/index.html`);
  return built && existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint();
}

/** Notes that the build is made of the sources that lie here now. */
export function rememberBuild(): void {
  mkdirSync(`${root}.latchkey`, { recursive: true });
  writeFileSync(stamp, fingerprint());
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of [...single, ...inputs.flatMap(filesOf)])
    hash.update(file).update(readFileSync(root + file));
  return hash.digest("hex");
}

function filesOf(folder: string): string[] {
  return readdirSync(root + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length))
    .filter((file) => !/(^|\/)(node_modules|dist)\/|\.test\.tsx?$/.test(file))
    .toSorted();
}
