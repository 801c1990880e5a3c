import { z } from "zod";
import { basisSchema } from "./diagnosis.ts";
import { askedIdSchema, identityIdSchema } from "./identity.ts";
import { vaultOperationSchema } from "./operations.ts";
import { commandsSchema } from "./setup.ts";
import { vaultIdSchema } from "./vault.ts";

export const changeKindSchema = z.enum([
  "switch-off-system-assigned",
  "set-client-id",
  "set-reference-identity",
  "detach-identity",
  "to-rbac",
]);
export type ChangeKind = z.infer<typeof changeKindSchema>;

/**
 * `set-client-id` and `set-reference-identity` take `identityId` (`system` = take the selector away), `detach-identity` the identity to
 * detach, `to-rbac` the `vaultId`.
 */
export const rehearseQuerySchema = z.object({
  change: changeKindSchema,
  identityId: askedIdSchema.optional(),
  vaultId: askedIdSchema.optional(),
});

const accessStatusSchema = z.enum(["works", "fails", "unknown"]);
export type AccessStatus = z.infer<typeof accessStatusSchema>;

/** One cell before and after the change. Only cells that the change reaches are listed. */
const rehearsedCellSchema = z.object({
  identityId: identityIdSchema,
  vaultId: vaultIdSchema,
  operation: vaultOperationSchema,
  before: accessStatusSchema,
  after: accessStatusSchema,
  /** One sentence. */
  because: z.string(),
});

const rehearsedReferenceSchema = z.object({
  setting: z.string(),
  vaultId: vaultIdSchema.nullable(),
  before: accessStatusSchema,
  after: accessStatusSchema,
  because: z.string(),
});

const planStepSchema = z.object({
  /** From 1. */
  order: z.int().min(1),
  kind: z.enum(["grant", "assign", "change", "check", "clean-up"]),
  title: z.string(),
  why: z.string(),
  /** Null for a check that Latchkey itself shows. */
  command: commandsSchema.nullable(),
  rollback: commandsSchema.nullable(),
  bicep: z.string().optional(),
  restarts: z.boolean(),
  effectiveAfter: z.string(),
});
export type PlanStep = z.infer<typeof planStepSchema>;

/** One role assignment that keeps a caller's access when the vault turns to Azure RBAC. */
const neededRoleSchema = z.object({
  principalId: z.string(),
  /** Null for a principal that is none of this app's. */
  identityId: identityIdSchema.nullable(),
  name: z.string(),
  roleId: z.string(),
  roleName: z.string(),
  /** Secret permissions of the policy that the role keeps. */
  keeps: z.array(z.string()),
  /** What the role allows beyond the policy; empty = nothing. */
  widens: z.array(z.string()),
});

const rbacMoveSchema = z.object({
  roles: z.array(neededRoleSchema),
  /** Permissions that no built-in role keeps without more, or not at all: sentences. */
  lost: z.array(z.string()),
  /** Role assignments that have no effect today and will have one. Sentences. */
  wakes: z.array(z.string()),
});

/** `GET /api/rehearse`: what a change would do. Nothing is changed. */
export const rehearseAnswerSchema = z.object({
  checkedAt: z.iso.datetime(),
  /** When the report was made that this rests on. */
  reportAt: z.iso.datetime(),
  change: changeKindSchema,
  title: z.string(),
  verdict: z.object({
    kind: z.enum(["safe", "breaks", "cannot-tell", "no-change"]),
    sentence: z.string(),
    basis: basisSchema,
    evidence: z.array(z.string()),
  }),
  cells: z.array(rehearsedCellSchema),
  references: z.array(rehearsedReferenceSchema),
  /** In the order in which to do them; grants come before the change. */
  plan: z.array(planStepSchema),
  rbac: rbacMoveSchema.optional(),
  warnings: z.array(z.string()),
});
export type RehearseAnswer = z.infer<typeof rehearseAnswerSchema>;
