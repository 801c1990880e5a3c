import { startEmulator } from "@latchkey/emulator/start";
import { closeOnSignal, readPort, stopWith } from "./foreground.ts";
import { root, runNode } from "./run.ts";

const port = readPort();
const built = await runNode("scripts/build.ts", ["--if-stale"]);
if (built.code !== 0) stopWith("The build failed; what is above says why.");

const emulator = await startEmulator({
  port,
  controlPort: port + 1,
  app: { command: process.execPath, args: [`${root}apps/bff/dist/main.js`] },
  env: { LATCHKEY_DATA_DIR: `${root}.latchkey/data` },
}).catch((error: unknown) => stopWith(error instanceof Error ? error.message : String(error)));

await fetch(`${emulator.frontDoorUrl}/readyz`);
console.log(`
  Latchkey            ${emulator.frontDoorUrl}
  Emulator's controls ${emulator.controlUrl}

  The cloud behind it is simulated (world "mixed"). Ctrl-C stops everything.
`);
closeOnSignal(emulator);
