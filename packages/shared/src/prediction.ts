import { z } from "zod";
import { perVaultOperation, vaultOperationSchema } from "./operations.ts";

const predictedAccessSchema = z.enum(["allowed", "denied", "unknown"]);

/** What each operation should do, from what ARM shows alone, each with the sentences that lead there. */
export const predictionSchema = z.object({
  ...perVaultOperation(() => predictedAccessSchema),
  reasons: z.object(perVaultOperation(() => z.array(z.string()))),
  /** Operations whose observed outcome is not the predicted one. "unknown" never differs. */
  differs: z.array(vaultOperationSchema),
});
export type CellPrediction = z.infer<typeof predictionSchema>;
