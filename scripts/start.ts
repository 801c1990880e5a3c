import { startEmulator } from "@latchkey/emulator/start";
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
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await emulator.close();
    process.exit(0);
  });
}

function readPort(): number {
  const found = process.env.PORT || "4280";
  const number = Number(found);
  if (Number.isInteger(number) && number >= 1 && number <= 65_534) return number;
  return stopWith(
    `PORT is "${found}", but must be a number from 1 to 65534 (the controls take the next one).`,
  );
}

function stopWith(message: string): never {
  console.error(message);
  process.exit(1);
}
