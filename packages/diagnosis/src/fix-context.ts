/** This app's own ids, for a fix without placeholders. Every part that is not known is absent. */
export type FixContext = {
  app?:
    | {
        name: string;
        resourceGroup?: string | undefined;
        subscriptionId?: string | undefined;
        slot?: string | undefined;
      }
    | undefined;
  vault?:
    | {
        name: string;
        resourceId?: string | undefined;
        resourceGroup?: string | undefined;
        permissionModel?: "rbac" | "access-policy" | undefined;
        tenantId?: string | undefined;
      }
    | undefined;
  /** The identity that failed, or that should be used. */
  identity?:
    | {
        kind: "system-assigned" | "user-assigned" | "as-configured";
        name?: string | undefined;
        clientId?: string | undefined;
        principalId?: string | undefined;
        resourceId?: string | undefined;
      }
    | undefined;
  /** Another identity of this app that does hold the grant. */
  grantedIdentity?: { name?: string | undefined; clientId?: string | undefined } | undefined;
  /** The caller's entry in the vault's access policies; null = there is none; undefined = could not be read. */
  policy?:
    | {
        objectId: string;
        applicationId?: string | undefined;
        secrets: string[];
      }
    | null
    | undefined;
  /** The address the vault saw the app come from. */
  address?: string | undefined;
  secretName?: string | undefined;
  /** Which operation failed; decides between Get and List. */
  operation?: string | undefined;
  /** Host name in IDENTITY_ENDPOINT. */
  identityEndpointHost?: string | undefined;
  /** Could Azure Resource Manager be read? False makes the fixes conditional: "if …". */
  armReadable: boolean;
};
