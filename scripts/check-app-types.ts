import { root, runNode, toolPath } from "./run.ts";

const tsc = toolPath("typescript", "bin/tsc");
/** Within the BFF, so that what the emitted types import is found as from its sources. */
const emitted = `${root}apps/bff/client/dist`;

/**
 * The types of the BFF, which emits the type of its client, and then the types of the page against exactly that, without the BFF's
 * sources and the Azure SDKs. Editors find the sources instead, because only this check sets the condition `emitted`; so does this check
 * where nothing was emitted.
 */
const runs: string[][] = [
  [
    ...["-p", "apps/bff", "--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--rootDir", root],
    ...["--outDir", emitted, ...remembered("bff")],
  ],
  ["-p", "apps/web", "--noEmit", "--customConditions", "emitted", ...remembered("web")],
];

for (const args of runs) {
  const { code } = await runNode(tsc, args);
  if (code !== 0) process.exit(code);
}

function remembered(name: string): string[] {
  return ["--incremental", "--tsBuildInfoFile", `${emitted}/${name}.tsbuildinfo`];
}
