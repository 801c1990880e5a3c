import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import type { ApiEnv } from "../http/api-env.ts";

/** Who may ask: anybody, or a person with the role. Only `public` is answered without sign-in. */
export type Access = "public" | "viewer" | "tester";

/**
 * Every route and the role that it takes. A test compares this with the routes that there are. `POST /api/probes` takes a tester as soon
 * as a secret is named; the route itself asks for that. `GET /api/references` reads the secrets that references name for a tester only.
 */
export const accessTable: Readonly<Record<string, Access>> = {
  "GET /healthz": "public",
  "GET /readyz": "public",
  "GET /api/app": "viewer",
  "GET /api/identities": "viewer",
  "GET /api/which-identity": "viewer",
  "GET /api/setup": "viewer",
  "GET /api/references": "viewer",
  "GET /api/rehearse": "viewer",
  "GET /api/compare": "viewer",
  "GET /api/compare/secrets": "viewer",
  "GET /api/compare/export": "viewer",
  "GET /api/vaults": "viewer",
  "GET /api/report": "viewer",
  "POST /api/report/refresh": "viewer",
  "POST /api/probes": "viewer",
  "GET /api/vaults/:vaultId/secrets": "viewer",
  "POST /api/vaults/:vaultId/secrets/:name/test": "tester",
  "POST /api/vaults/:vaultId/secrets/*": "tester",
  "GET /api/audit": "viewer",
  "GET /api/audit/chain": "viewer",
  "GET /api/history": "viewer",
  "GET /api/openapi.json": "viewer",
  "GET /assets/*": "viewer",
  "GET /*": "viewer",
};

/** Handlers for every method: what comes before all routes, and the 404 of the API. They take the role of the route behind them. */
export const everyMethod: readonly string[] = ["ALL /*", "ALL /api/*"];

/** What the request's route takes. An address without a route takes a viewer; a route that is not in the table, nobody: undefined. */
export function accessOf(c: Context<ApiEnv>): Access | undefined {
  const keys = matchedRoutes(c).map(({ method, path }) => `${method} ${path}`);
  const route = keys.find((key) => !everyMethod.includes(key));
  return route === undefined ? "viewer" : accessTable[route];
}
