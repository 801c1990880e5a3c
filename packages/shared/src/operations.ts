import { z } from "zod";

/** How an operation of a vault is allowed, and what shows that it is. */
type VaultOperationRow = {
  asks: "vault";
  /** What it is about; access policies keep a set of permissions for each. */
  objects: "secrets" | "keys" | "certificates";
  /** The permission in Azure's words, as the portal shows it. */
  permission: string;
  /** The same as access policies write it, in lower case. */
  policyPermission: string;
  /** Source: Microsoft Learn, Azure resource provider operations, Microsoft.KeyVault. */
  dataAction: string;
  /** True where 404 for a name that does not exist proves the right, so that no value needs to be read. */
  provenByAbsence: boolean;
};

/**
 * What is tried with an identity at a vault, in this order: one row an operation. Whatever is said or done for each
 * operation loops over this table or is a record keyed by it, so a new row is a compile error where a person must decide.
 */
export const operations = {
  token: { asks: "identity-endpoint" },
  list: {
    asks: "vault",
    objects: "secrets",
    permission: "List",
    policyPermission: "list",
    dataAction: "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
    provenByAbsence: false,
  },
  get: {
    asks: "vault",
    objects: "secrets",
    permission: "Get",
    policyPermission: "get",
    dataAction: "Microsoft.KeyVault/vaults/secrets/getSecret/action",
    provenByAbsence: true,
  },
} as const satisfies Record<string, { asks: "identity-endpoint" } | VaultOperationRow>;

export type Operation = keyof typeof operations;
/** Those that a vault is asked for. */
export type VaultOperation = {
  [Name in Operation]: (typeof operations)[Name]["asks"] extends "vault" ? Name : never;
}[Operation];

/** The table's keys in its order. A loop over keys loses their type, hence the one cast. */
const names = Object.keys(operations) as [Operation, ...Operation[]];
export const operationSchema = z.enum(names);
export const everyOperation: readonly Operation[] = names;
export const vaultOperations: readonly VaultOperation[] = names.filter(isVaultOperation);
export const vaultOperationSchema = z.enum([...vaultOperations]);

function isVaultOperation(name: string): name is VaultOperation {
  return Object.hasOwn(operations, name) && operations[name as Operation].asks === "vault";
}

/** One value for each operation of a vault, in the table's order. The keys come from the table, hence the one cast. */
export function perVaultOperation<Value>(
  of: (operation: VaultOperation) => Value,
): Record<VaultOperation, Value> {
  return Object.fromEntries(vaultOperations.map((name) => [name, of(name)])) as Record<VaultOperation, Value>;
}
