import type { Fix } from "@latchkey/shared/diagnosis";
import { resourceGroupOf, subscriptionOf } from "../azure/scopes.ts";
import type { FixContext } from "../fix-context.ts";
import { option } from "./shell.ts";

/** Words for a value, or a placeholder that says what belongs there where it is not known. */
export const vaultName = ({ vault }: FixContext): string => vault?.name ?? "<vault-name>";
const appName = ({ app }: FixContext): string => app?.name ?? "<app-name>";
export const secretName = (context: FixContext): string => context.secretName ?? "<secret-name>";
export const clientId = ({ identity }: FixContext): string => identity?.clientId ?? "<client-id>";
export const principalId = ({ identity }: FixContext): string => identity?.principalId ?? "<principal-id>";
export const identityResourceId = ({ identity }: FixContext): string =>
  identity?.resourceId ?? "<identity-resource-id>";

/** App Service calls the main slot "Production"; commands name no slot for it. */
function slotOf({ app }: FixContext): string | undefined {
  return app?.slot && app.slot.toLowerCase() !== "production" ? app.slot : undefined;
}

/** `--resource-group … --name … [--slot …] [--subscription …]` of this app. */
export function appOptions(context: FixContext): string[] {
  const slot = slotOf(context);
  return [
    ...option("--resource-group", context.app?.resourceGroup ?? "<resource-group>"),
    ...option("--name", appName(context)),
    ...(slot ? option("--slot", slot) : []),
    ...(context.app?.subscriptionId ? option("--subscription", context.app.subscriptionId) : []),
  ];
}

/** Resource ID of this app or its slot, with placeholders for what is not known. */
export function appResourceId(context: FixContext): string {
  const { app } = context;
  const slot = slotOf(context);
  const site = `/subscriptions/${app?.subscriptionId ?? "<subscription-id>"}/resourceGroups/${app?.resourceGroup ?? "<resource-group>"}/providers/Microsoft.Web/sites/${appName(context)}`;
  return slot ? `${site}/slots/${slot}` : site;
}

/** Resource ID of the vault, with placeholders for what is not known. */
export function vaultResourceId(context: FixContext): string {
  const { vault, app } = context;
  return (
    vault?.resourceId ??
    `/subscriptions/${app?.subscriptionId ?? "<subscription-id>"}/resourceGroups/${vault?.resourceGroup ?? "<vault-resource-group>"}/providers/Microsoft.KeyVault/vaults/${vaultName(context)}`
  );
}

/** `--resource-group …` of the vault: given, read from its resource ID, or a placeholder. */
export function vaultGroupOptions({ vault }: FixContext): string[] {
  const group = vault?.resourceGroup ?? resourceGroupOf(vault?.resourceId);
  return option("--resource-group", group ?? "<vault-resource-group>");
}

/** `--subscription …` where the vault's own is known; a vault may lie in another one than the app. */
export function vaultSubscriptionOptions({ vault }: FixContext): string[] {
  const subscription = subscriptionOf(vault?.resourceId);
  return subscription ? option("--subscription", subscription) : [];
}

/** A link to a blade of a resource; `undefined` while its resource ID has placeholders. */
export function portalLink(
  label: string,
  resourceId: string,
  blade: string,
): { label: string; url: string } | undefined {
  if (/[<>]/.test(resourceId)) return undefined;
  const path = resourceId.split("/").map(encodeURIComponent).join("/");
  return { label, url: `https://portal.azure.com/#@/resource${path}/${blade}` };
}

/** The link as a part of a fix; nothing where there is none. */
export function withPortal(portal: Fix["portal"] | undefined): Pick<Fix, "portal"> {
  return portal ? { portal } : {};
}

/** The vault's own network rules in the portal. */
export const networking = (context: FixContext) =>
  withPortal(portalLink("Networking of the vault", vaultResourceId(context), "networking"));
