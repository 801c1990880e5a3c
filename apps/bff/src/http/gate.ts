import type { MiddlewareHandler } from "hono";
import { html } from "hono/html";
import type { AppServiceFacts } from "../settings/settings.ts";
import type { ApiEnv } from "./api.ts";
import { RequestProblem, sendProblem } from "./problem.ts";

const explanation =
  "This app runs on App Service without sign-in, so anybody could read what its identities can see. Turn on App Service Authentication: in the Azure portal open the app, Authentication, Add identity provider, Microsoft, and require authentication. Latchkey serves data after the restart.";

/** Fails closed: on App Service without App Service Authentication everything but `/healthz` is a 503 that explains how to turn it on. */
export function signInGate({ onAppService, signInEnabled }: AppServiceFacts): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (!onAppService || signInEnabled || c.req.path === "/healthz") return next();
    if (c.req.header("accept")?.includes("text/html")) return c.html(page(), 503);
    return sendProblem(
      c,
      new RequestProblem("sign-in-required", 503, "Sign-in is switched off", explanation),
    );
  };
}

function page() {
  return html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Latchkey: sign-in is switched off</title></head>
  <body>
    <main>
      <h1>Sign-in is switched off</h1>
      <p>${explanation}</p>
      <pre>az webapp auth update --resource-group &lt;resource-group&gt; --name &lt;app&gt; --enabled true --action RedirectToLoginPage</pre>
      <p>Until then Latchkey shows nothing, on purpose.</p>
    </main>
  </body>
</html>`;
}
