import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Emulator, startEmulator } from "@latchkey/emulator/start";

const builtBff = fileURLToPath(new URL("../../apps/bff/dist/main.js", import.meta.url));

/** An emulator that hosts the built BFF in `world`, ready to be asked. */
export async function hostLatchkey(world: string): Promise<Emulator> {
  if (!existsSync(builtBff)) throw new Error("There is no build to measure. Run: pnpm build");
  const emulator = await startEmulator({ world, app: { command: process.execPath, args: [builtBff] } });
  const { ok } = await fetch(`${emulator.frontDoorUrl}/readyz`);
  if (!ok) throw new Error("The app did not get ready.");
  return emulator;
}

/** Where the BFF itself listens, without the front door. */
export function appUrl(emulator: Emulator): string {
  return `http://127.0.0.1:${emulator.appEnvironment().PORT}`;
}

/** The middle one of the values. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The header that App Service Authentication would add, for requests that go to the BFF without the front door. */
export const signedIn: Record<string, string> = {
  "x-ms-client-principal": Buffer.from(
    JSON.stringify({
      auth_typ: "aad",
      name_typ: "name",
      role_typ: "roles",
      claims: [
        { typ: "oid", val: "5f1d3c1e-0000-4000-8000-00000000be4c" },
        { typ: "roles", val: "Latchkey.Tester" },
      ],
    }),
  ).toString("base64"),
};
