import type { FixContext } from "../fix-context.ts";
import { effects, type FixDraft, type FixMaker } from "./fix-draft.ts";
import { az, inProse, option } from "./shell.ts";
import { appOptions, appResourceId, clientId, portalLink, withPortal } from "./targets.ts";

export const settingsBlade = (context: FixContext) =>
  withPortal(
    portalLink(
      "Environment variables of this app",
      appResourceId(context),
      "environmentVariablesAppSettings",
    ),
  );

/** `appsettings set` adds or changes the settings that it names; all others stay. */
export function setSetting(context: FixContext, name: string, value: string): FixDraft {
  return {
    summary: `Set ${name} in the app's environment variables.`,
    commands: [
      az("webapp config appsettings set", appOptions(context), option("--settings", `${name}=${value}`)),
    ],
    ...settingsBlade(context),
    changes: `Sets ${name}; all other settings stay. The app restarts.`,
    undo: `Set ${name} to its former value, or delete it if it was not set: ${inProse(az("webapp config appsettings delete", appOptions(context), option("--setting-names", name)))}`,
    effectiveAfter: effects.restart,
    risk: "All code of this app that uses DefaultAzureCredential then calls as this identity.",
  };
}

export const selectIdentity: FixMaker = (context) => ({
  ...setSetting(context, "AZURE_CLIENT_ID", clientId(context)),
  summary: "Tell the library which identity to use: set AZURE_CLIENT_ID to its Client ID.",
  note: "DefaultAzureCredential reads it. Code that creates ManagedIdentityCredential itself must pass the Client ID to it; most libraries ignore AZURE_CLIENT_ID there.",
});
