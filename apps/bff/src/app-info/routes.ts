import { createRoute } from "@hono/zod-openapi";
import { appAnswerSchema } from "@latchkey/shared/app";
import type { WithAudit } from "../audit/audit-log.ts";
import type { WithHistory } from "../history/history.ts";
import { apiRouter, jsonAnswer } from "../http/api.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";
import { describeApp } from "./describe-app.ts";

const read = createRoute({
  method: "get",
  path: "/api/app",
  responses: { 200: jsonAnswer(appAnswerSchema, "The app, slot, instance, region and versions") },
});

/** What this app is, and who asks. Outside App Service the person has no name. */
export const appRoutes = (deps: WithSettings & WithVersions & WithAudit & WithHistory) =>
  apiRouter().openapi(read, (c) => {
    const { name, roles } = c.get("person");
    const person = deps.settings.appService.onAppService ? { name, roles } : null;
    return c.json(describeApp(deps, person), 200);
  });
