import type { Azure } from "./azure/azure.ts";
import type { Clock } from "./clock.ts";
import type { LogEvent } from "./http/log.ts";
import type { Settings } from "./settings/settings.ts";

/** What the core needs from outside. `main.ts` puts it together; tests hand in small objects. */
export type Deps = Clock & {
  settings: Settings;
  /** The SDK clients. They load right after the start, so this may wait; it never rejects on its own. */
  azure: () => Promise<Azure>;
  log: (event: LogEvent) => void;
  versions: { latchkey: string; node: string; azureIdentity: string; keyVaultSecrets: string };
};
