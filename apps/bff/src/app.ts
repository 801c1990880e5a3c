import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { appRoutes } from "./app-info/routes.ts";
import type { Deps } from "./deps.ts";
import { apiRouter, badRequest } from "./http/api.ts";
import { signInGate } from "./http/gate.ts";
import { healthRoutes } from "./http/health.ts";
import { placeOf } from "./http/log.ts";
import { RequestProblem, sendProblem } from "./http/problem.ts";
import { requestLog } from "./http/request-log.ts";
import { webPage } from "./http/web-page.ts";
import { identityRoutes } from "./identities/routes.ts";
import { createInventoryStore } from "./inventory/inventory.ts";
import { probeRoutes } from "./probes/routes.ts";
import { createReportStore } from "./report/report-store.ts";
import { reportRoutes } from "./report/routes.ts";
import { secretRoutes } from "./secrets/routes.ts";
import { vaultRoutes } from "./vaults/routes.ts";

const maxBodyBytes = 64 * 1024;

/** The whole BFF as one Hono app. `webRoot` is the absolute folder of the built page; without it only the API is served. */
export function createApp(deps: Deps, webRoot?: string) {
  const inventory = createInventoryStore(deps);
  const store = createReportStore(deps, inventory);
  const app = apiRouter();
  app.use(requestLog(deps), secureHeaders(), signInGate(deps.settings.appService), limitBody());
  app.use("/api/*", async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
  });
  const routes = app
    .route("/", healthRoutes(deps))
    .route("/", appRoutes(deps))
    .route("/", identityRoutes(deps, inventory))
    .route("/", vaultRoutes(deps, inventory))
    .route("/", reportRoutes(store))
    .route("/", probeRoutes(deps, inventory))
    .route("/", secretRoutes(deps, inventory));
  app.doc31("/api/openapi.json", {
    openapi: "3.1.0",
    info: { title: "Latchkey", version: deps.versions.latchkey },
  });
  app.all("/api/*", (c) => {
    throw new RequestProblem(
      "not-found",
      404,
      "No such address",
      `There is no ${c.req.method} ${c.req.path} in this API.`,
    );
  });
  if (webRoot) app.route("/", webPage(webRoot));
  answerErrors(app, deps);
  return routes;
}

/** The API's type, for the page's typed client. */
export type AppType = ReturnType<typeof createApp>;

function limitBody() {
  return bodyLimit({
    maxSize: maxBodyBytes,
    onError: (c) =>
      sendProblem(
        c,
        new RequestProblem("too-large", 413, "Body too large", "A request body may have at most 64 KiB."),
      ),
  });
}

/** The one place that maps failures to a status. An unknown error is logged by name and place, and its message is never sent. */
function answerErrors(app: ReturnType<typeof apiRouter>, { log }: Deps) {
  app.onError((error, c) => {
    if (error instanceof RequestProblem) return sendProblem(c, error);
    if (error instanceof HTTPException && error.status < 500)
      return sendProblem(c, badRequest("The request body could not be read as JSON."));
    log({ event: "failure", requestId: c.get("requestId"), errorName: error.name, at: placeOf(error) });
    return sendProblem(
      c,
      new RequestProblem(
        "failure",
        500,
        "Latchkey failed",
        "The fault is ours, not your vault's. Quote the request ID.",
      ),
    );
  });
  app.notFound((c) =>
    sendProblem(
      c,
      new RequestProblem("not-found", 404, "No such address", `There is nothing at ${c.req.path}.`),
    ),
  );
}
