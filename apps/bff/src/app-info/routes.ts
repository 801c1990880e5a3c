import { createRoute } from "@hono/zod-openapi";
import { appAnswerSchema } from "@latchkey/shared/app";
import type { Deps } from "../deps.ts";
import { apiRouter, jsonAnswer } from "../http/api.ts";
import { describeApp } from "./describe-app.ts";

const read = createRoute({
  method: "get",
  path: "/api/app",
  responses: { 200: jsonAnswer(appAnswerSchema, "The app, slot, instance, region and versions") },
});

/** What this app is. The person is named only where App Service Authentication vouches for the header. */
export const appRoutes = (deps: Deps) =>
  apiRouter().openapi(read, (c) => {
    const { onAppService, signInEnabled } = deps.settings.appService;
    const person =
      onAppService && signInEnabled ? (c.req.header("x-ms-client-principal-name") ?? null) : null;
    return c.json(describeApp(deps, person), 200);
  });
