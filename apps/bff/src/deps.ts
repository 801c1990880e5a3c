import type { AuditLog } from "./audit/audit-log.ts";
import type { Azure } from "./azure/azure.ts";
import type { Clock } from "./clock.ts";
import type { BackgroundProbe } from "./history/background-probe.ts";
import type { History } from "./history/history.ts";
import type { LogEvent } from "./http/log.ts";
import type { Settings } from "./settings/settings.ts";

/** What the core needs from outside. `main.ts` puts it together; tests hand in small objects. */
export type Deps = Clock & {
  settings: Settings;
  /** The SDK clients. They load right after the start, so this may wait; it never rejects on its own. */
  azure: () => Promise<Azure>;
  /** Lets a browser in where no App Service stands in front; undefined on App Service. */
  startToken: string | undefined;
  audit: AuditLog;
  history: History;
  background: BackgroundProbe;
  log: (event: LogEvent) => void;
  versions: { latchkey: string; node: string; azureIdentity: string; keyVaultSecrets: string };
};
