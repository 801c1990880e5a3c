/** What this app knows of itself, for recognising pasted ids. Everything may be empty: then only public ids are known. */
export type KnownIds = {
  identities: {
    kind: "system-assigned" | "user-assigned" | "as-configured";
    name: string;
    clientId?: string | null | undefined;
    principalId?: string | null | undefined;
    resourceId?: string | null | undefined;
    tenantId?: string | null | undefined;
  }[];
  app?: { name: string; resourceId?: string | undefined } | undefined;
  subscriptionId?: string | undefined;
  tenantId?: string | undefined;
  /** Settings that select an identity, for example `AZURE_CLIENT_ID`, with their value. */
  selectors?: { setting: string; value: string }[] | undefined;
  vaults?:
    | {
        name: string;
        resourceId?: string | undefined;
        tenantId?: string | undefined;
        /** Ids that access policies or role assignments name. */
        grants?: { to: string; what: string }[] | undefined;
      }[]
    | undefined;
};

export const noKnownIds: KnownIds = { identities: [] };
