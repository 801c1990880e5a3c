import type { VaultOperation } from "@latchkey/shared/operations";
import type { HeldRole } from "../azure/roles.ts";

/** What ARM shows about one identity at one vault. Absent = could not be read. */
export type PredictionFacts = {
  principalId?: string | undefined;
  /** Client ID of the same identity: finds grants that name it by mistake. */
  clientId?: string | undefined;
  permissionModel?: "rbac" | "access-policy" | undefined;
  policies?: { objectId: string; applicationId?: string | undefined; secrets: string[] }[] | undefined;
  /** Assignments that reach this identity (`assignedTo`, groups included) at the vault, above it, or on one of its secrets. */
  assignments?: RoleGrant[] | undefined;
  denyAssignments?: { name?: string | undefined; dataActions: string[]; scope: string }[] | undefined;
  vaultResourceId?: string | undefined;
  network?:
    | {
        publicNetworkAccess: "Enabled" | "Disabled";
        defaultAction: "Allow" | "Deny";
        ipRules: string[];
        /** How many virtual network rules and private endpoints there are, by which a call may still be admitted. */
        virtualNetworkRules: number;
        privateEndpoints: number;
      }
    | undefined;
  /** The address that the vault sees us come from. */
  address?: string | undefined;
};

type RoleGrant = HeldRole & {
  principalId: string;
  scope: string;
  /** Has it a condition (ABAC)? */
  conditional?: boolean | undefined;
};

export type PredictedAccess = "allowed" | "denied" | "unknown";
/** What each operation should do, with the sentences that lead there. */
export type Prediction = Record<VaultOperation, PredictedAccess> & {
  reasons: Record<VaultOperation, string[]>;
};

/** A grant that exists and changes nothing, with the reason in a sentence. */
export type IneffectiveGrant = { grant: string; reason: string };

/** A network that lets everybody in: for asking what the grants alone let expect. */
export const openNetwork: NonNullable<PredictionFacts["network"]> = {
  publicNetworkAccess: "Enabled",
  defaultAction: "Allow",
  ipRules: [],
  virtualNetworkRules: 0,
  privateEndpoints: 0,
};

/** What one check says, with its reason; an empty reason has nothing to tell. */
export type Opinion = { access: PredictedAccess; reason: string };
