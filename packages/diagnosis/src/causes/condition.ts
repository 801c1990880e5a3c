import type { FactKey } from "@latchkey/shared/diagnosis";
import { decidingOperation, isVaultOperation, type VaultOperation, vaultOperations } from "@latchkey/shared/operations";
import { type HeldRole, isDataRole, onlyRolesWithout, rolesGive } from "../azure/roles.ts";
import type { CallerPolicy, SettledFacts } from "../facts.ts";
import type { Sign } from "../signs/sign.ts";

/** A test of one known fact. A fact that is not known never passes. */
type FactTest<Key extends keyof SettledFacts> = (value: Exclude<SettledFacts[Key], undefined>, facts: SettledFacts) => boolean;
export type FactTests = { [Key in FactKey]?: FactTest<Key> };

/** Where a failure happened, from the operation that was asked for. */
export type Stage = "token" | "vault" | VaultOperation | "arm" | "reference" | "config";

export type Condition = {
  /** At least one of these signs. */
  any?: readonly Sign[];
  /** Each of these signs. */
  all?: readonly Sign[];
  /** None of these signs. */
  none?: readonly Sign[];
  /** Each of these facts is known and passes. */
  facts?: FactTests;
  /** None of these facts is known and passes. */
  unless?: FactTests;
  /** The operation, when it was told, is one of these. */
  stage?: readonly Stage[];
  /** Like `stage`, but fails when no operation was told. */
  knownStage?: readonly Stage[];
  status?: readonly number[];
};

/** Tests of facts. */
export const is = {
  yes: (value: boolean): boolean => value,
  no: (value: boolean): boolean => !value,
  over:
    (limit: number) =>
    (value: number): boolean =>
      value > limit,
  under:
    (limit: number) =>
    (value: number): boolean =>
      value < limit,
  /** No entry, no roles, or a count of nothing. An entry of unknown content is an entry. */
  none: (value: object | number | null): boolean => value === null || value === 0 || (Array.isArray(value) && value.length === 0),
  one:
    (...allowed: string[]) =>
    (value: string): boolean =>
      allowed.includes(value),
};

// What several causes look at.
export const rbac = is.one("rbac");
export const policies = is.one("access-policy");
export const noId = is.one("none");
export const blankId = is.one("blank");
export const idSent = is.one("client-id", "principal-id", "resource-id");
export const appHosts = is.one("app-service", "functions", "container-apps");
export const outsideAzure = is.one("local", "pipeline");
export const otherGrantee = is.one("client-id", "other-object-id");
/** A setting that is wrong is wrong all the time. */
export const comesAndGoes: FactTests = { intermittent: is.yes, restartFixes: is.yes };

/** What was tried at the vault; where that is not known, what code needs. */
const triedOf = ({ operation = "" }: SettledFacts): VaultOperation => (isVaultOperation(operation) ? operation : decidingOperation);
/** At least one role gives what was tried. */
export const givesTried = (roles: HeldRole[], facts: SettledFacts): boolean => rolesGive(roles, triedOf(facts));
/** There are roles, and none gives what was tried. */
export const onlyOtherRoles = (roles: HeldRole[], facts: SettledFacts): boolean => onlyRolesWithout(roles, triedOf(facts));
/** At least one role gives something on the data of vaults, whatever it is. */
export const holdsDataRole = (roles: HeldRole[]): boolean => roles.some(isDataRole);
export const hasPolicy = (policy: CallerPolicy | null): boolean => policy !== null;

/** Stages at which a vault was asked. */
export const atVault: readonly Stage[] = vaultOperations;
/** The vault knew the caller and said no, with or without a reason. */
export const vaultRefusals: readonly Sign[] = ["rbac-denied", "policy-denied", "vault-forbidden"];
/** The same, or App Service says so of a Key Vault reference. */
export const refusals: readonly Sign[] = [...vaultRefusals, "reference-denied"];
/** There is no identity endpoint to be seen. */
export const noEndpoint: readonly Sign[] = ["imds-unavailable", "imds-forbidden-socket", "endpoint-variables-missing"];
/** The identity endpoint refused the request for what it names. */
export const endpointRefusals: readonly Sign[] = [
  "endpoint-loads-none",
  "endpoint-id-not-found",
  "imds-identity-not-found",
  "endpoint-identity-not-assigned",
  "endpoint-bad-request",
  "managed-identity-failed",
];
/** A reference that was not resolved, or a text about one. */
export const referenceLiterals: readonly Sign[] = ["reference-literal", "about-reference"];
/** The caller's entry has the permission, and it was refused all the same. */
export const permissionInEntry: Condition = {
  any: ["policy-denied", "vault-forbidden", "reference-denied"],
  all: ["permission-in-entry"],
  unless: { permissionModel: rbac, callerAccessPolicy: (policy) => policy?.applicationId === true },
};
