import type { Role } from "@latchkey/shared/person";
import type { Context, MiddlewareHandler } from "hono";
import type { ApiEnv } from "../http/api-env.ts";
import { RequestProblem } from "../http/problem.ts";
import type { GuardSettings } from "../settings/guard.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { SignedIn } from "../signed-in.ts";
import { accessOf } from "./access-table.ts";
import { readPerson } from "./person.ts";
import { exchangeStartToken, holdsStartCookie } from "./start-token.ts";

/** What lets a browser in where no App Service stands in front; undefined on App Service. */
export type WithStartToken = { startToken: string | undefined };

type Door = WithSettings & WithStartToken;

/**
 * Finds out who asks and refuses what their roles do not cover: 401 without a person, 403 that names the missing role. On App Service the
 * platform's header is believed when authentication is on; elsewhere the start token decides.
 */
export function signIn(deps: Door): MiddlewareHandler<ApiEnv> {
  const { guard, port } = deps.settings;
  return async (c, next) => {
    const access = accessOf(c);
    if (access === "public") return next();
    const exchanged = deps.startToken ? exchangeStartToken(c, deps.startToken, port) : undefined;
    if (exchanged) return exchanged;
    const person = personOf(c, deps);
    if (!person) throw notSignedIn(deps.settings.appService.onAppService);
    c.set("person", person);
    if (access === undefined)
      throw new RequestProblem("role-missing", 403, "Not allowed", "No role allows this.");
    requireRole(person, access, guard);
    return next();
  };
}

/** @throws RequestProblem 403 that names the role, when the person does not have it. */
export function requireRole(
  person: SignedIn,
  role: Role,
  { roleNames }: Pick<GuardSettings, "roleNames">,
): void {
  if (person.roles.includes(role)) return;
  const name = roleNames[role];
  throw new RequestProblem(
    "role-missing",
    403,
    `The role ${name} is missing`,
    `${person.name} is signed in, but has not been assigned the app role ${name}. In Microsoft Entra ID an owner assigns it under Enterprise applications, this app, Users and groups; it counts from the next sign-in on.`,
  );
}

function personOf(c: Context<ApiEnv>, { settings, startToken }: Door): SignedIn | undefined {
  const { onAppService, signInEnabled } = settings.appService;
  if (onAppService)
    return signInEnabled
      ? readPerson(c.req.header("x-ms-client-principal"), settings.guard.roleNames)
      : undefined;
  return startToken && holdsStartCookie(c, startToken, settings.port)
    ? { id: "local", name: "local", roles: ["viewer", "tester"] }
    : undefined;
}

function notSignedIn(onAppService: boolean): RequestProblem {
  const detail = onAppService
    ? "App Service Authentication named nobody who is signed in with Microsoft Entra ID. Sign in, or have the app require authentication."
    : "Open the address that Latchkey printed when it started; it ends in a token that lets this browser in.";
  return new RequestProblem("not-signed-in", 401, "Not signed in", detail);
}
