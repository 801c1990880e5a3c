import { z } from "zod";

/** What every operation has, whoever is asked. */
type OperationRow = {
  /** As a sentence names it, in lower case. */
  name: string;
  /** Is it part of every check? Else it is tried only where somebody asks for it by name. */
  byDefault: boolean;
  /** What is asked for, as in "Ask the vault for …". */
  asksFor: string;
};

/** How an operation of a vault is allowed, and what shows that it is. */
type VaultOperationRow = OperationRow & {
  asks: "vault";
  /** What it is about; access policies keep a set of permissions for each. */
  objects: "secrets" | "keys" | "certificates";
  /** The permission in Azure's words, as the portal shows it. */
  permission: string;
  /** The same as access policies write it, in lower case. */
  policyPermission: string;
  /** Source: Microsoft Learn, Azure resource provider operations, Microsoft.KeyVault. */
  dataAction: string;
  /** True where one object is asked for by its name: 404 for one that does not exist proves the right, so no value needs to be read. */
  provenByAbsence: boolean;
};

/**
 * What is tried with an identity at a vault, in this order: one row an operation. Whatever is said or done for each
 * operation loops over this table or is a record keyed by it, so a new row is a compile error where a person must decide.
 */
export const operations = {
  token: {
    asks: "identity-endpoint",
    name: "token",
    byDefault: true,
    asksFor: "a token for Key Vault",
  },
  list: {
    asks: "vault",
    name: "list",
    byDefault: true,
    asksFor: "the first page of its secrets",
    objects: "secrets",
    permission: "List",
    policyPermission: "list",
    dataAction: "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
    provenByAbsence: false,
  },
  get: {
    asks: "vault",
    name: "get",
    byDefault: true,
    asksFor: "a secret that cannot exist, so that no value is read",
    objects: "secrets",
    permission: "Get",
    policyPermission: "get",
    dataAction: "Microsoft.KeyVault/vaults/secrets/getSecret/action",
    provenByAbsence: true,
  },
} as const satisfies Record<string, (OperationRow & { asks: "identity-endpoint" }) | VaultOperationRow>;

export type Operation = keyof typeof operations;
/** Those that a vault is asked for. */
export type VaultOperation = {
  [Name in Operation]: (typeof operations)[Name]["asks"] extends "vault" ? Name : never;
}[Operation];

/** The table's keys in its order. A loop over keys loses their type, hence the one cast. */
const names = Object.keys(operations) as [Operation, ...Operation[]];
export const operationSchema = z.enum(names);
/** What a check tries and the matrix shows. */
export const operationsByDefault: readonly Operation[] = names.filter((name) => operations[name].byDefault);
export const vaultOperations: readonly VaultOperation[] = names.filter(isVaultOperation);
export const vaultOperationSchema = z.enum([...vaultOperations]);

/** What a check asks a vault. */
export const vaultOperationsByDefault: readonly VaultOperation[] = vaultOperations.filter(
  (name) => operations[name].byDefault,
);
/** What code needs, so that a cell is open when it works, whatever else is refused. */
export const decidingOperation: VaultOperation = "get";
/** Those of a check in the order in which they decide what is said of a cell: the token, what code needs, then the others. */
export const decidingOrder: readonly Operation[] = [
  ...new Set<Operation>(["token", decidingOperation, ...operationsByDefault]),
];

/** One object of its kind, in a word. */
export const oneObject: Record<VaultOperationRow["objects"], string> = {
  secrets: "secret",
  keys: "key",
  certificates: "certificate",
};

/** Is one object asked for by its name? */
export function asksByName(operation: Operation): boolean {
  return isVaultOperation(operation) && operations[operation].provenByAbsence;
}

export function isVaultOperation(name: string): name is VaultOperation {
  return Object.hasOwn(operations, name) && operations[name as Operation].asks === "vault";
}

/** One value for each operation of a vault, in the table's order. The keys come from the table, hence the one cast. */
export function perVaultOperation<Value>(
  of: (operation: VaultOperation) => Value,
): Record<VaultOperation, Value> {
  return Object.fromEntries(vaultOperations.map((name) => [name, of(name)])) as Record<VaultOperation, Value>;
}
