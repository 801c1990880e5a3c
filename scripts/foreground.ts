import type { Emulator } from "@latchkey/emulator/start";

/** The port that PORT names, 4280 when it names none. Ends with a sentence when it is no port, or has no next one. */
export function readPort(): number {
  const found = process.env.PORT || "4280";
  const number = Number(found);
  if (Number.isInteger(number) && number >= 1 && number <= 65_534) return number;
  return stopWith(
    `PORT is "${found}", but must be a number from 1 to 65534 (the controls take the next one).`,
  );
}

/** Ends this process with one sentence. */
export function stopWith(message: string): never {
  console.error(message);
  process.exit(1);
}

/** Ctrl-C, or being told to end, closes everything once and ends this process. */
export function closeOnSignal({ close }: Pick<Emulator, "close">): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      await close();
      process.exit(0);
    });
  }
}
