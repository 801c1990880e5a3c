import type { AppIdentity, CodeFacts } from "@latchkey/diagnosis/which-identity/code-facts";
import { known } from "@latchkey/shared/fact";
import type { IdentityId } from "@latchkey/shared/identity";
import type { ArmSite } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import type { Settings } from "../settings/settings.ts";

/** What decides which identity code gets in this app, from the settings, ARM and the identity endpoint. */
export function codeFacts(settings: Settings, ready: ReadyIdentity[], site: ArmAnswer<ArmSite>): CodeFacts {
  const listed = ready.filter(({ known }) => known.kind !== "as-configured");
  const assigned = listed.filter(
    ({ shown, token }) =>
      (shown.assigned.state === "known" && shown.assigned.value) || token.outcome.kind === "allowed",
  );
  const absent = listed.filter(({ shown }) => shown.assigned.state === "known" && !shown.assigned.value);
  // A system-assigned identity is only left out of the list when it is known that there is none.
  const noSystem = !listed.some(({ known }) => known.kind === "system-assigned");
  return {
    env: settings.codeEnvironment,
    identities: assigned.map(appIdentity),
    complete: site.kind === "read",
    absent: [...absent.map(({ known }) => known.id), ...(noSystem ? ["system" as IdentityId] : [])],
    legacy: settings.legacyConnection,
    referenceIdentity: site.kind === "read" ? (site.value.keyVaultReferenceIdentity ?? null) : undefined,
  };
}

function appIdentity({ shown }: ReadyIdentity): AppIdentity {
  return {
    id: shown.id,
    name: shown.name,
    resourceId: known(shown.resourceId),
  };
}
