const managementGroup = /^\/providers\/microsoft\.management\/managementgroups\/[^/]+\/?$/i;

/**
 * Is the scope at the vault, above it, or inside it? False while the vault's resource ID is not known. ARM lists assignments of a
 * management group only for subscriptions in it, so one that was listed is above (Microsoft Learn, "List Azure role assignments").
 */
export function reaches(scope: string, vaultResourceId: string | undefined): boolean {
  if (!vaultResourceId) return false;
  if (managementGroup.test(scope)) return true;
  const vault = `${vaultResourceId.toLowerCase()}/`;
  const other = `${scope.toLowerCase().replace(/\/+$/, "")}/`;
  return vault.startsWith(other) || other.startsWith(vault);
}

/** Is the scope one object of a vault (of this one, where it is known) and not the vault itself? */
export function isOneObject(scope: string, vaultResourceId: string | undefined): boolean {
  const lower = scope.toLowerCase();
  return (
    /\/vaults\/[^/]+\/(?:secrets|keys|certificates)\//.test(lower) &&
    (!vaultResourceId || lower.startsWith(`${vaultResourceId.toLowerCase()}/`))
  );
}

/** Name of the resource group in a resource ID, as it is written there. */
export function resourceGroupOf(resourceId: string | undefined): string | undefined {
  return /\/resourcegroups\/([^/]+)/i.exec(resourceId ?? "")?.[1];
}

/** The subscription in a resource ID. */
export function subscriptionOf(resourceId: string | undefined): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(resourceId ?? "")?.[1];
}

/** The last part of a resource ID: the resource's own name. A text without slashes is its own name. */
export function nameOfResource(resourceId: string): string {
  return resourceId.replace(/\/+$/, "").split("/").at(-1) ?? resourceId;
}
