import { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { type Cloud, listSteps, StepTooEarly, UnknownStep } from "../cloud/cloud.ts";
import { type AppHost, AppNotReady } from "../host/app-host.ts";
import { isLoopbackHost } from "../wire/servers.ts";
import { faultSchema } from "../world/fault.ts";
import { UnknownPersona } from "../world/people.ts";
import { latencySchema } from "../world/schema.ts";
import { UnknownWorld, worldCatalogue } from "../worlds/catalogue.ts";
import type { Actions } from "./actions.ts";
import { controlPage } from "./page.ts";
import { emulatorState } from "./state.ts";

const worldBody = z.strictObject({ name: z.string() });
const personBody = z.strictObject({ id: z.string() });
const stepBody = z.strictObject({ id: z.string() });
const faultsBody = z.strictObject({ faults: z.array(faultSchema).max(100) });
/** A hundred years either way. */
const clockBody = z.strictObject({ offsetSeconds: z.number().min(-3.2e9).max(3.2e9) });

class BadBody extends Error {
  override name = "BadBody";
}

/** @throws BadBody with a sentence that says what is wrong where. */
async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    throw new BadBody("The body is not JSON.");
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") || "the body";
  throw new BadBody(`The body does not fit: ${where}: ${issue?.message ?? "not valid"}.`);
}

const problem = (status: ContentfulStatusCode, title: string, detail: string) =>
  Response.json(
    { type: "about:blank", title, status, detail },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );

function problemFor(error: Error): Response {
  if (error instanceof BadBody) return problem(400, "Bad body", error.message);
  if (error instanceof UnknownWorld) return problem(404, "Unknown world", error.message);
  if (error instanceof UnknownStep) return problem(404, "Unknown step", error.message);
  if (error instanceof UnknownPersona) return problem(404, "Unknown persona", error.message);
  if (error instanceof StepTooEarly) return problem(409, "Step too early", error.message);
  if (error instanceof AppNotReady) return problem(504, "The app is not ready", error.message);
  return problem(500, "Unexpected error", error.name);
}

/** Whether the page that sent this, if any, is the control page itself. */
const isOwnOrigin = (origin: string | undefined, host: string) =>
  origin === undefined || origin === `http://${host}`;

type ControlOptions = { cloud: Cloud; actions: Actions; app: AppHost | undefined };

/** The control API and page. Answers to loopback names only, and to no other page's script. */
export function controlRoutes({ cloud, actions, app }: ControlOptions) {
  const routes = new Hono();
  const state = () => emulatorState(cloud, app);
  routes.use(async (c, next): Promise<Response | undefined> => {
    const host = c.req.header("host") ?? "";
    if (!isLoopbackHost(host))
      return problem(421, "Not here", "This address answers only to the names of this machine.");
    if (!isOwnOrigin(c.req.header("origin"), host))
      return problem(403, "Not from there", "Another page may not do this.");
    await next();
    c.header("Cache-Control", "no-store");
    c.header("X-Content-Type-Options", "nosniff");
    return undefined;
  });
  routes.onError(problemFor);
  routes.notFound((c) => problem(404, "Not found", `There is nothing at ${c.req.path}.`));
  routes.get("/", () => controlPage());
  routes.get("/_emulator/worlds", (c) =>
    c.json(
      worldCatalogue.map((definition) => {
        const { name, title, about } = definition;
        return { name, title, about, steps: listSteps(definition, cloud.seed) };
      }),
    ),
  );
  routes.get("/_emulator/state", (c) => c.json(state()));
  routes.put("/_emulator/world", async (c) => {
    await actions.useWorld((await readBody(c.req.raw, worldBody)).name);
    return c.json(state());
  });
  routes.post("/_emulator/steps", async (c) => {
    await actions.playStep((await readBody(c.req.raw, stepBody)).id);
    return c.json(state());
  });
  routes.put("/_emulator/latency", async (c) => {
    await actions.setLatency(await readBody(c.req.raw, latencySchema));
    return c.json(state());
  });
  routes.put("/_emulator/faults", async (c) => {
    await actions.setFaults((await readBody(c.req.raw, faultsBody)).faults);
    return c.json(state());
  });
  routes.put("/_emulator/clock", async (c) => {
    await actions.setClock(await readBody(c.req.raw, clockBody));
    return c.json(state());
  });
  routes.put("/_emulator/person", async (c) => {
    await actions.setPerson((await readBody(c.req.raw, personBody)).id);
    return c.json(state());
  });
  routes.post("/_emulator/restart", async (c) => {
    await actions.restartApp();
    return c.json(state());
  });
  routes.get("/_emulator/requests", (c) => c.json(cloud.log.all()));
  routes.delete("/_emulator/requests", (c) => {
    cloud.log.clear();
    return c.body(null, 204);
  });
  return routes;
}
