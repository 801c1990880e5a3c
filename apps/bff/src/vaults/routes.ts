import { createRoute } from "@hono/zod-openapi";
import { vaultsAnswerSchema } from "@latchkey/shared/vault";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import { apiRouter, jsonAnswer } from "../http/api.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { WithSettings } from "../settings/settings.ts";
import { observeVaults } from "./observe-vaults.ts";

const list = createRoute({
  method: "get",
  path: "/api/vaults",
  responses: { 200: jsonAnswer(vaultsAnswerSchema, "The configured vaults and what guards them") },
});

/** The vaults: what ARM shows, what DNS answers, and which address the vault saw. */
export const vaultRoutes = (deps: Clock & WithSettings & WithAzure, inventory: InventoryStore) =>
  apiRouter().openapi(list, async (c) => c.json(await observeVaults(deps, inventory), 200));
