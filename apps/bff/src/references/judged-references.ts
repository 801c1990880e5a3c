import { judgeReference } from "@latchkey/diagnosis/references/judge-reference";
import type { IdentityId } from "@latchkey/shared/identity";
import type { AccessStatus } from "@latchkey/shared/rehearse";
import type { VaultId } from "@latchkey/shared/vault";
import type { WithAzure } from "../azure/azure.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import { armReferences } from "../inventory/arm-lists.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { WithSettings } from "../settings/settings.ts";
import { knownReferences, referenceIdentity } from "./known-references.ts";

/** A reference, whether it works, and as whom; without any secret being read. `identityId` undefined = could not be read. */
export type JudgedReference = {
  setting: string;
  vaultId: VaultId | null;
  status: AccessStatus;
  identityId: IdentityId | null | undefined;
};

/** The references of this app from ARM and this process, by setting name. */
export async function judgedReferences(
  deps: WithSettings & WithAzure,
  inventory: InventoryStore,
  ready: ReadyIdentity[],
): Promise<JudgedReference[]> {
  const [arm, site] = await Promise.all([armReferences(deps), inventory.site()]);
  return knownReferences(deps.settings, arm).map((known) => {
    const identity = referenceIdentity(site, ready, known);
    const { kind } = judgeReference({
      syntax: known.parsed?.syntax ?? { kind: "not-seen", because: "" },
      status: known.status,
      statusFrom: known.statusFrom,
      inProcess: deps.settings.references.inProcess(known.setting),
      pinnedVersion: known.parsed?.version ?? null,
    });
    return {
      setting: known.setting,
      vaultId: known.parsed?.vaultId ?? null,
      status: kind === "broken" ? "fails" : kind === "cannot-tell" ? "unknown" : "works",
      identityId: identity.state === "known" ? identity.value.identityId : undefined,
    };
  });
}
