import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { root, runNode, toolPath } from "./run.ts";
import { buildIsFresh, rememberBuild } from "./stale.ts";

const bff = `${root}apps/bff`;
const out = `${bff}/dist`;
// zod's error texts in some 60 languages, of which none but the English ones is used: docs/decisions/0011-zods-form.md.
const withoutZodLocales: Plugin = {
  name: "without zod's locales",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: "export {}" }));
  },
};

if (process.argv.includes("--if-stale") && buildIsFresh()) process.exit(0);
console.log("Building …");
const web = await runNode(toolPath("vite", "bin/vite.js", "apps/web/"), ["build", "--logLevel", "warn"], {
  cwd: `${root}apps/web`,
});
if (web.code !== 0) process.exit(web.code);
rmSync(out, { recursive: true, force: true });
await bundleBff();
cpSync(`${root}apps/web/dist`, `${out}/web`, { recursive: true });
compress(`${out}/web`);
writeFileSync(
  `${out}/package.json`,
  `${JSON.stringify({ name: "latchkey", private: true, type: "module", scripts: { start: "node main.js" } }, null, 2)}\n`,
);
rememberBuild();

// One small entry, and the Azure SDKs in chunks that load after `listen`. CommonJS packages inside need a `require`.
async function bundleBff(): Promise<void> {
  mkdirSync(out, { recursive: true });
  await build({
    entryPoints: { main: `${bff}/src/main.ts` },
    outdir: out,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22",
    chunkNames: "chunks/[name]-[hash]",
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: "linked",
    sourcesContent: false,
    legalComments: "linked",
    logLevel: "warning",
    conditions: ["import"],
    plugins: [withoutZodLocales],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
}

/** Lays a .gz beside each text file, so that no answer is compressed twice. */
function compress(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|html|svg|json)$/.test(entry.name)) continue;
    const path = `${entry.parentPath}/${entry.name}`;
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
}
