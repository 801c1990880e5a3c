import type { Identity, Selector } from "@latchkey/shared/identity";
import type { ArmSite } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { Settings } from "../settings/settings.ts";

/** The settings that select an identity, and what each decides here. `AZURE_CLIENT_ID` first. */
export function selectors(settings: Settings, identities: Identity[], site: ArmAnswer<ArmSite>): Selector[] {
  const legacy: Selector[] = settings.hasLegacyConnectionString ? [legacySelector(settings)] : [];
  return [clientIdSelector(settings, identities), ...legacy, referenceSelector(site)];
}

function clientIdSelector({ azureClientId }: Settings, identities: Identity[]): Selector {
  const setting = "AZURE_CLIENT_ID";
  if (azureClientId === undefined) {
    return {
      setting,
      value: null,
      effect: "Not set, so DefaultAzureCredential asks for the system-assigned identity.",
    };
  }
  const named = identities.find(({ id }) => id === azureClientId.toLowerCase());
  const assigned = named?.assigned.state === "known" ? named.assigned.value : undefined;
  const effect = `DefaultAzureCredential asks for the user-assigned identity ${named?.name ?? azureClientId}.`;
  if (assigned === false)
    return { setting, value: azureClientId, effect, conflict: "No identity of this app has this client ID." };
  return { setting, value: azureClientId, effect };
}

// No current Azure Identity library reads this setting; it may hold a client secret, so its value is not shown.
function legacySelector({ azureClientId, furtherClientIds }: Settings): Selector {
  const appId = furtherClientIds.find(
    ({ foundIn }) => foundIn === "AzureServicesAuthConnectionString",
  )?.clientId;
  return {
    setting: "AzureServicesAuthConnectionString",
    value: appId ? `AppId=${appId}` : "set (value hidden)",
    effect:
      "Read only by the retired Microsoft.Azure.Services.AppAuthentication library. Today's Azure Identity libraries ignore it.",
    ...(appId &&
      azureClientId?.toLowerCase() !== appId && {
        conflict: `It names ${appId}, but AZURE_CLIENT_ID does not.`,
      }),
  };
}

function referenceSelector(site: ArmAnswer<ArmSite>): Selector {
  const setting = "keyVaultReferenceIdentity";
  if (site.kind !== "read") return { setting, value: null, effect: `Unknown, because ${site.because}.` };
  const value = site.value.keyVaultReferenceIdentity;
  if (!value || value.toLowerCase() === "systemassigned") {
    return {
      setting,
      value: value ?? null,
      effect: "Key Vault references use the system-assigned identity, whatever AZURE_CLIENT_ID says.",
    };
  }
  return {
    setting,
    value,
    effect: `Key Vault references use ${value.split("/").at(-1) ?? value}, whatever AZURE_CLIENT_ID says.`,
  };
}
