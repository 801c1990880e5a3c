import type { MiddlewareHandler } from "hono";
import type { AppServiceFacts } from "../settings/settings.ts";
import type { ApiEnv } from "./api-env.ts";
import { RequestProblem } from "./problem.ts";

const explanation =
  "This app runs on App Service without sign-in, so anybody could read what its identities can see. Turn on App Service Authentication: in the Azure portal open the app, Authentication, Add identity provider, Microsoft, and require authentication. Latchkey serves data after the restart; until then it shows nothing, on purpose.";
const command =
  "az webapp auth update --resource-group <resource-group> --name <app> --enabled true --action RedirectToLoginPage";

/** Fails closed: on App Service without App Service Authentication everything but `/healthz` is a 503 that explains how to turn it on. */
export function signInGate({ onAppService, signInEnabled }: AppServiceFacts): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (!onAppService || signInEnabled || c.req.path === "/healthz") return next();
    throw new RequestProblem("sign-in-required", 503, "Sign-in is switched off", explanation, command);
  };
}
