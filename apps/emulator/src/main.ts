import { parseArgs } from "node:util";
import { PortBusy, startEmulator } from "./start.ts";

const { values } = parseArgs({
  options: { world: { type: "string", default: "mixed" }, seed: { type: "string" } },
});

/** 0 = free ports. @throws when PORT is no port. */
function portFrom(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_534)
    throw new Error(`PORT must be 0 to 65534, found ${text}.`);
  return port;
}

async function main() {
  const port = portFrom(process.env.PORT);
  const emulator = await startEmulator({
    world: values.world,
    port,
    controlPort: port === 0 ? 0 : port + 1,
    ...(values.seed === undefined ? {} : { seed: values.seed }),
  });
  console.log(`Desk cloud (simulated), world "${values.world}"`);
  console.log(`  front door  ${emulator.frontDoorUrl}`);
  console.log(`  controls    ${emulator.controlUrl}`);
  console.log(`  authority   ${emulator.caCertificatePath}`);
  const stop = () => {
    for (const signal of signals) process.off(signal, stop);
    emulator.close().catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, stop);
}

main().catch((error: unknown) => {
  const expected = error instanceof PortBusy || (error instanceof Error && error.name === "UnknownWorld");
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
