import { z } from "zod";
import { vaultOperationSchema } from "./operations.ts";

const predictedAccessSchema = z.enum(["allowed", "denied", "unknown"]);

/** What list and get should do, from what ARM shows alone, each with the sentences that lead there. */
export const predictionSchema = z.object({
  list: predictedAccessSchema,
  get: predictedAccessSchema,
  reasons: z.object({ list: z.array(z.string()), get: z.array(z.string()) }),
  /** Operations whose observed outcome is not the predicted one. "unknown" never differs. */
  differs: z.array(vaultOperationSchema),
});
export type CellPrediction = z.infer<typeof predictionSchema>;
