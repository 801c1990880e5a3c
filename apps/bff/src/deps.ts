import type { WithAudit } from "./audit/audit-log.ts";
import type { WithAzure } from "./azure/azure.ts";
import type { Clock } from "./clock.ts";
import type { BackgroundProbe } from "./history/background-probe.ts";
import type { WithHistory } from "./history/history.ts";
import type { WithLog } from "./http/log.ts";
import type { WithSettings } from "./settings/settings.ts";
import type { WithStartToken } from "./sign-in/sign-in.ts";
import type { WithVersions } from "./versions.ts";

/**
 * All that the app needs from outside. `main.ts` puts it together; tests hand in small objects. Each verb asks for the parts that it
 * needs, and their types lie beside what they give.
 */
export type Deps = Clock &
  WithSettings &
  WithAzure &
  WithStartToken &
  WithAudit &
  WithHistory &
  WithLog &
  WithVersions & { background: BackgroundProbe };
