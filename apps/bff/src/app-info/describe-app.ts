import type { AppAnswer } from "@latchkey/shared/app";
import type { Fact } from "@latchkey/shared/fact";
import type { Person } from "@latchkey/shared/person";
import type { WithAudit } from "../audit/audit-log.ts";
import type { WithHistory } from "../history/history.ts";
import { siteResourceId } from "../identities/describe-identity.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";

/** What this app is, from the environment that App Service gives. Outside App Service these facts are unknown. */
export function describeApp(
  { settings, versions, audit, history }: WithSettings & WithVersions & WithAudit & WithHistory,
  person: Person | null,
): AppAnswer {
  const { appService, cloud, connectTo, guard } = settings;
  return {
    name: fact("WEBSITE_SITE_NAME", appService.siteName),
    slot: fact("WEBSITE_SLOT_NAME", appService.slotName?.toLowerCase()),
    region: fact("REGION_NAME", appService.region),
    resourceGroup: fact("WEBSITE_RESOURCE_GROUP", appService.resourceGroup),
    subscriptionId: fact("WEBSITE_OWNER_NAME", appService.subscriptionId),
    resourceId: fact("WEBSITE_OWNER_NAME", siteResourceId(settings)),
    instance: fact("WEBSITE_INSTANCE_ID", appService.instanceId?.slice(0, 8)),
    cloud: cloud.name,
    simulated: connectTo.length > 0,
    versions,
    person,
    testerRole: guard.roleNames.tester,
    warnings: [audit.problem(), history.problem()].filter((problem) => problem !== undefined),
  };
}

function fact(setting: string, value: string | undefined): Fact<string> {
  if (value === undefined) return { state: "unknown", because: `${setting} is not set in this process` };
  return { state: "known", value, source: "environment" };
}
