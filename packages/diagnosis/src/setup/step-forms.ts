import type { StepForm } from "@latchkey/shared/setup";
import { sameId } from "../azure/ids.ts";
import type { Reading, SetupFacts } from "./setup-facts.ts";

type Forms = { articleForm: StepForm; todayForm: StepForm };

/** The article's way of each step, beside today's. */
export function createForms(reading: Reading, command: string): Forms {
  const present = presence(reading);
  return {
    articleForm: {
      label: "In the portal",
      text: "Managed Identities › Create › User assigned",
      effect: "The same identity as by command.",
      present,
      works: true,
    },
    todayForm: {
      label: "By command",
      text: command,
      effect: "Creates the identity; it has no rights yet.",
      present,
      works: true,
    },
  };
}

export function grantForms(
  { prediction }: SetupFacts,
  reading: Reading,
  { byPolicy, byRole }: { byPolicy: string; byRole: string },
): Forms {
  const { permissionModel: model, principalId, policies, assignments } = prediction;
  const policy = policies?.some(({ objectId }) => sameId(objectId, principalId));
  const role = assignments?.some(({ dataActions }) => dataActions?.length !== 0);
  const unread = model ? "no" : "cannot-tell";
  return {
    articleForm: {
      label: "Access policy",
      text: byPolicy,
      effect:
        model === "rbac"
          ? "None: this vault uses Azure role-based access control, and access policies have no effect."
          : model === "access-policy"
            ? "Gives Get and List on every secret of this vault."
            : "Works only if the vault's permission model is access policy.",
      present: model === "access-policy" ? presence(reading) : policy ? "yes" : unread,
      works: model !== "rbac",
    },
    todayForm: {
      label: "Key Vault Secrets User",
      text: byRole,
      effect:
        model === "access-policy"
          ? "None yet: this vault uses access policies, and roles have no effect on secrets."
          : model === "rbac"
            ? "Reads secrets and their names, nothing else."
            : "Works only if the vault's permission model is Azure role-based access control.",
      present: model === "rbac" ? presence(reading) : role ? "yes" : unread,
      works: model !== "access-policy",
    },
  };
}

export function assignForms(reading: Reading, command: string): Forms {
  const present = presence(reading);
  return {
    articleForm: {
      label: "In the portal",
      text: "Identity › User assigned › Add, then Identity › System assigned › Off",
      effect:
        "Assigns it. Switching the system-assigned identity off deletes that identity and what it was granted.",
      present,
      works: true,
    },
    todayForm: {
      label: "By command",
      text: command,
      effect:
        "Assigns it and leaves the others as they are. Switch the old one off only after Rehearse shows that nothing breaks.",
      present,
      works: true,
    },
  };
}

/** The article's setting was for a library that is retired: today nothing reads it. */
export function selectForms({ identity, legacyConnection: legacy, clientIdSetting }: SetupFacts): Forms {
  const clientId = identity?.clientId ?? "<client-id>";
  const named =
    legacy?.state === "valid" && legacy.connection.kind === "managed-identity"
      ? legacy.connection.clientId
      : null;
  return {
    articleForm: {
      label: "AzureServicesAuthConnectionString",
      text: `AzureServicesAuthConnectionString=RunAs=App;AppId=${clientId}`,
      effect:
        "None on today's libraries. Only Microsoft.Azure.Services.AppAuthentication read it, and that library is retired.",
      present: identity && named?.toLowerCase() === identity.clientId ? "yes" : "no",
      works: false,
    },
    todayForm: {
      label: "AZURE_CLIENT_ID",
      text: `AZURE_CLIENT_ID=${clientId}`,
      effect:
        "DefaultAzureCredential asks for this identity. Code that builds ManagedIdentityCredential must pass the Client ID itself.",
      present: identity && clientIdSetting?.toLowerCase() === identity.clientId ? "yes" : "no",
      works: true,
    },
  };
}

function presence({ state }: Reading): StepForm["present"] {
  if (state === "cannot-tell") return "cannot-tell";
  return state === "done" ? "yes" : "no";
}
