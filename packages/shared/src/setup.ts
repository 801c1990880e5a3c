import { z } from "zod";
import { clientIdSchema, principalIdSchema, resourceIdSchema } from "./azure-ids.ts";
import { basisSchema, causeIdSchema } from "./diagnosis.ts";
import { factSchema } from "./fact.ts";
import { askedIdSchema, identityIdSchema } from "./identity.ts";
import { permissionModelSchema, vaultIdSchema } from "./vault.ts";

/** The same commands for both shells, one a line, every value quoted. What is not known is a placeholder such as `<resource-group>`. */
export const commandsSchema = z.object({ bash: z.string(), powershell: z.string() });

/** Without `identityId`: the selected user-assigned identity, else the first. Without `vaultId`: the first vault. */
export const setupQuerySchema = z.object({
  identityId: askedIdSchema.optional(),
  vaultId: askedIdSchema.optional(),
});

/** `cannot-tell`: the evidence could not be read; `because` names the right that is missing. `failed`: tried or present, and wrong. */
const stepStateSchema = z.enum(["done", "open", "failed", "cannot-tell"]);
export type StepState = z.infer<typeof stepStateSchema>;

/** One way to write a step. */
const stepFormSchema = z.object({
  /** For example `AzureServicesAuthConnectionString`. */
  label: z.string(),
  /** The commands or the setting, as it would be written for this identity. */
  text: z.string(),
  /** One sentence: what it does on today's libraries. */
  effect: z.string(),
  /** Is it there now? `cannot-tell` where it could not be read. */
  present: z.enum(["yes", "no", "cannot-tell"]),
  works: z.boolean(),
});
export type StepForm = z.infer<typeof stepFormSchema>;

const setupStepSchema = z.object({
  id: z.enum(["create-identity", "grant-access", "assign-identity", "select-identity", "check-access"]),
  title: z.string(),
  state: stepStateSchema,
  /** One sentence: why this state. */
  because: z.string(),
  basis: basisSchema,
  /** Quotes of what was seen. Untrusted text: show it as text. */
  evidence: z.array(z.string()),
  /** The Azure action that would let us see this step. */
  missingRight: z.string().optional(),
  /** Null for the check, which Latchkey does by itself. */
  command: commandsSchema.nullable(),
  bicep: z.string().optional(),
  portal: z.object({ label: z.string(), url: z.url() }).optional(),
  /** Does App Service restart the app for it? */
  restarts: z.boolean(),
  effectiveAfter: z.string(),
  /** As the article wrote it, and as it is written today. Absent for the check. */
  articleForm: stepFormSchema.optional(),
  todayForm: stepFormSchema.optional(),
  /** The red cell that explains this step, and its most likely cause. */
  explainsCell: z
    .object({
      identityId: identityIdSchema,
      vaultId: vaultIdSchema,
      cause: causeIdSchema.nullable(),
      title: z.string().nullable(),
    })
    .optional(),
});
export type SetupStep = z.infer<typeof setupStepSchema>;

/** An identity that Setup can be shown for. */
export const setupIdentitySchema = z.object({
  /** The client ID. */
  id: identityIdSchema,
  name: z.string(),
  clientId: clientIdSchema,
  principalId: factSchema(principalIdSchema.nullable()),
  resourceId: factSchema(resourceIdSchema.nullable()),
  /** Is it assigned to this app? */
  assigned: factSchema(z.boolean()),
});
export type SetupIdentity = z.infer<typeof setupIdentitySchema>;

/** `GET /api/setup`: the move to a user-assigned identity as a checklist. */
export const setupAnswerSchema = z.object({
  checkedAt: z.iso.datetime(),
  /** The chosen one; null while no user-assigned identity exists or can be seen. */
  identity: setupIdentitySchema.nullable(),
  /** All that can be chosen: assigned ones, those that settings name, and those of the app's resource group. */
  identities: z.array(setupIdentitySchema),
  vaultId: vaultIdSchema,
  vaultIds: z.array(vaultIdSchema),
  permissionModel: factSchema(permissionModelSchema),
  /** In the order in which to do them. */
  steps: z.array(setupStepSchema),
  /** The first step that is not done; null when all are. */
  nextStep: setupStepSchema.shape.id.nullable(),
  /** One sentence for the top of the page. */
  summary: z.string(),
  /** Sentences, for example that the legacy setting does nothing for today's SDK. */
  warnings: z.array(z.string()),
});
export type SetupAnswer = z.infer<typeof setupAnswerSchema>;
