import { z } from "zod";
import { resourceIdSchema } from "./azure-ids.ts";
import { factSchema } from "./fact.ts";
import { personSchema } from "./person.ts";

/** What this app is: whose system-assigned identity is shown, where it runs, and what could not be read. */
export const appAnswerSchema = z.object({
  name: factSchema(z.string()),
  /** `production` for the main slot. */
  slot: factSchema(z.string()),
  region: factSchema(z.string()),
  resourceGroup: factSchema(z.string()),
  subscriptionId: factSchema(z.string()),
  resourceId: factSchema(resourceIdSchema),
  instance: factSchema(z.string()),
  /** The public cloud's name, or `custom` when an endpoint leads elsewhere. */
  cloud: z.enum(["AzureCloud", "AzureUSGovernment", "AzureChinaCloud"]),
  /** True when requests do not go to a public Azure cloud (`LATCHKEY_CONNECT_TO` or custom endpoints are set). */
  simulated: z.boolean(),
  versions: z.object({
    latchkey: z.string(),
    node: z.string(),
    azureIdentity: z.string(),
    keyVaultSecrets: z.string(),
  }),
  /** Who asks, as App Service Authentication names them; null outside App Service, where whoever holds the start token may do everything. */
  person: personSchema.nullable(),
  /** The app role that lets a person test-read, by the value that this app's registration gives it. */
  testerRole: z.string(),
  /** What of Latchkey itself does not work at the moment, a sentence each. */
  warnings: z.array(z.string()),
});
export type AppAnswer = z.infer<typeof appAnswerSchema>;
