import { type ParsedReference, parseReference } from "@latchkey/diagnosis/azure/reference";
import type { Fact } from "@latchkey/shared/fact";
import type { IdentityId } from "@latchkey/shared/identity";
import type { Reference } from "@latchkey/shared/references";
import type { ArmSite } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { ArmReference } from "../azure/arm-lists.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import { unknownBecause } from "../inventory/inventory.ts";
import type { ProcessReference } from "../settings/process-references.ts";
import type { Settings } from "../settings/settings.ts";

/** A reference with what ARM and this process show of it together. */
export type Known = {
  setting: string;
  foundIn: Reference["foundIn"];
  /** undefined: its text is nowhere to be seen. */
  parsed: ParsedReference | undefined;
  status: string | undefined;
  statusFrom: "arm" | "environment";
  details: string | undefined;
  activeVersion: string | undefined;
  identityType: string | undefined;
};

/** The references of ARM and of this process, one a setting, by name. ARM's status is newer than the environment's. */
export function knownReferences(settings: Settings, arm: ArmAnswer<ArmReference[]>): Known[] {
  const shown = arm.kind === "read" ? arm.value : [];
  const own = settings.references.all;
  const names = [...new Set([...shown, ...own].map(({ setting }) => setting))].toSorted();
  return names.map((setting) => {
    const byArm = shown.find((one) => one.setting === setting);
    const byProcess = own.find((one) => one.setting === setting);
    return together(settings, setting, byArm, byProcess);
  });
}

function together(
  { cloud }: Settings,
  setting: string,
  byArm: ArmReference | undefined,
  byProcess: ProcessReference | undefined,
): Known {
  const text = byArm?.reference ?? byProcess?.text;
  return {
    setting,
    foundIn: [...(byArm ? ["arm" as const] : []), ...(byProcess ? ["environment" as const] : [])],
    parsed: text === undefined ? undefined : parseReference(text, cloud.vaultSuffix),
    status: byArm?.status ?? byProcess?.status,
    statusFrom: byArm?.status ? "arm" : "environment",
    details: byArm?.details ?? byProcess?.details,
    activeVersion: byArm?.activeVersion ?? byProcess?.activeVersion,
    identityType: byArm?.identityType ?? byProcess?.identityType,
  };
}

/**
 * The identity that App Service resolves references with: `keyVaultReferenceIdentity` of the site, whatever AZURE_CLIENT_ID says. Without
 * ARM the status list tells at least which kind it is.
 */
export function referenceIdentity(
  site: ArmAnswer<ArmSite>,
  ready: ReadyIdentity[],
  { identityType }: Pick<Known, "identityType">,
): Fact<{ identityId: IdentityId | null; name: string }> {
  const system = ready.find(({ known }) => known.kind === "system-assigned");
  const bySystem = {
    identityId: system?.known.id ?? null,
    name: system?.shown.name ?? "the system-assigned identity, which is off",
  };
  if (site.kind !== "read") {
    if (identityType?.toLowerCase() === "systemassigned")
      return { state: "known", value: bySystem, source: "environment" };
    return unknownBecause(site);
  }
  const written = site.value.keyVaultReferenceIdentity;
  if (!written || written.toLowerCase() === "systemassigned")
    return { state: "known", value: bySystem, source: "arm" };
  const clientId = site.value.userAssigned
    .find(({ resourceId }) => resourceId.toLowerCase() === written.toLowerCase())
    ?.clientId?.toLowerCase();
  const found = ready.find(({ known }) => known.id === clientId);
  return {
    state: "known",
    value: {
      identityId: found?.known.id ?? null,
      name: found?.shown.name ?? written.split("/").at(-1) ?? written,
    },
    source: "arm",
  };
}
