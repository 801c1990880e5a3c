import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { timeout } from "hono/timeout";
import { appRoutes } from "./app-info/routes.ts";
import { background } from "./audit/note.ts";
import { auditRoutes } from "./audit/routes.ts";
import { compareRoutes } from "./compare/routes.ts";
import type { Deps } from "./deps.ts";
import { historyRoutes } from "./history/routes.ts";
import { apiRouter, badRequest } from "./http/api.ts";
import { serveDocument } from "./http/api-document.ts";
import { signInGate } from "./http/gate.ts";
import { answerHeaders } from "./http/headers.ts";
import { healthRoutes } from "./http/health.ts";
import { loopbackHostOnly } from "./http/host-check.ts";
import { placeOf } from "./http/log.ts";
import { RequestProblem, sendProblem } from "./http/problem.ts";
import { rateLimit } from "./http/rate-limit.ts";
import { requestLog } from "./http/request-log.ts";
import { sameSiteOnly } from "./http/same-site.ts";
import { webPage } from "./http/web-page.ts";
import { identityRoutes } from "./identities/routes.ts";
import { createInventoryStore } from "./inventory/inventory.ts";
import { probeRoutes } from "./probes/routes.ts";
import { referenceRoutes } from "./references/routes.ts";
import { rehearseRoutes } from "./rehearse/routes.ts";
import { createReportStore } from "./report/report-store.ts";
import { reportRoutes } from "./report/routes.ts";
import { secretRoutes } from "./secrets/routes.ts";
import { setupRoutes } from "./setup/routes.ts";
import { signIn } from "./sign-in/sign-in.ts";
import { vaultRoutes } from "./vaults/routes.ts";
import { whichIdentityRoutes } from "./which-identity/routes.ts";

const maxBodyBytes = 64 * 1024;
/** Milliseconds until an answer of the API must have begun; a report takes 10 s at most. */
const answerLimitMs = 30_000;

/** The whole BFF as one Hono app. `webRoot` is the absolute folder of the built page; without it only the API is served. */
export function createApp(deps: Deps, webRoot?: string) {
  const inventory = createInventoryStore(deps);
  const store = createReportStore(deps, inventory);
  deps.background.start(() => store.refreshed(background).report);
  const app = apiRouter();
  guard(app, deps);
  const routes = app
    .route("/", healthRoutes(deps))
    .route("/", appRoutes(deps))
    .route("/", identityRoutes(deps, inventory))
    .route("/", whichIdentityRoutes(deps, inventory))
    .route("/", setupRoutes(deps, inventory))
    .route("/", compareRoutes(deps, inventory))
    .route("/", referenceRoutes(deps, inventory))
    .route("/", rehearseRoutes(deps, inventory, store))
    .route("/", vaultRoutes(deps, inventory))
    .route("/", reportRoutes(store))
    .route("/", probeRoutes(deps, inventory))
    .route("/", secretRoutes(deps, inventory))
    .route("/", auditRoutes(deps))
    .route("/", historyRoutes(deps));
  serveDocument(app, deps.versions.latchkey);
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

/** What stands before every route, in this order. */
function guard(app: ReturnType<typeof apiRouter>, deps: Deps) {
  const { appService } = deps.settings;
  app.use(requestLog(deps), answerHeaders());
  if (!appService.onAppService) app.use(loopbackHostOnly());
  app.use(signInGate(appService), signIn(deps), sameSiteOnly(), limitBody());
  app.use("/api/*", rateLimit(deps), timeout(answerLimitMs, tooLate), async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
  });
}

const tooLate = () => new HTTPException(503);

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
    if (error instanceof HTTPException && error.status === 503)
      return sendProblem(
        c,
        new RequestProblem("took-too-long", 503, "It took too long", "No answer was ready within 30 s."),
      );
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
