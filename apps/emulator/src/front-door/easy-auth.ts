import type { IncomingMessage, ServerResponse } from "node:http";
import type { Cloud } from "../cloud/cloud.ts";
import { personasFor, UnknownPersona } from "../world/people.ts";
import { sendMe } from "./me.ts";
import { personBehind, signIn, signOut } from "./sessions.ts";

type Exchange = { cloud: Cloud; incoming: IncomingMessage; outgoing: ServerResponse };

const loginPath = "/.auth/login/aad";

const plain = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };

/** Only back to this site, or the door would be an open redirect; and only what a header may hold. */
const localPath = (path: string | null, fallback: string) =>
  path !== null && /^\/(?![/\\])[!-~]*$/.test(path) ? path : fallback;

const redirect = (outgoing: ServerResponse, location: string, cookie?: string) => {
  const headers = { Location: location, "Cache-Control": "no-store" };
  outgoing.writeHead(302, cookie === undefined ? headers : { ...headers, "Set-Cookie": cookie });
  outgoing.end();
};

const sendPage = (outgoing: ServerResponse, title: string, lines: string[]) => {
  outgoing.writeHead(200, {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy":
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  });
  outgoing.end(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body><main><h1>${title}</h1>${lines.join("")}</main></body></html>`,
  );
};

/** In Azure this is Microsoft Entra's page; here everybody may be anybody. */
function sendChoice({ cloud, outgoing }: Exchange, back: string) {
  const links = personasFor(cloud.seed).map(({ id, name, roles }) => {
    const query = new URLSearchParams({ persona: id, post_login_redirect_uri: back });
    return `<li><a href="${loginPath}?${query.toString().replaceAll("&", "&amp;")}">${name}</a>, ${roles.join(", ") || "no role"}</li>`;
  });
  sendPage(outgoing, "Sign in (simulated)", [
    "<p>Nothing is asked: choose who you are.</p><ul>",
    ...links,
    "</ul>",
  ]);
}

function login(exchange: Exchange, query: URLSearchParams) {
  const { cloud, outgoing } = exchange;
  const back = localPath(query.get("post_login_redirect_uri"), "/");
  const persona = query.get("persona");
  if (persona === null) return sendChoice(exchange, back);
  try {
    redirect(outgoing, back, signIn(cloud, persona));
  } catch (error) {
    if (!(error instanceof UnknownPersona)) throw error;
    outgoing.writeHead(400, plain).end(error.message);
  }
}

/** Source: Microsoft Learn, "Customize sign-in and sign-out": the endpoints and where they lead by default. */
const endpoints: Record<string, (exchange: Exchange, query: URLSearchParams) => void> = {
  [loginPath]: login,
  "/.auth/logout": ({ cloud, outgoing }, query) =>
    redirect(
      outgoing,
      localPath(query.get("post_logout_redirect_uri"), "/.auth/logout/complete"),
      signOut(cloud),
    ),
  "/.auth/logout/complete": ({ outgoing }) =>
    sendPage(outgoing, "You are signed out", [`<p><a href="${loginPath}">Sign in</a></p>`]),
  "/.auth/me": (exchange) => {
    const { cloud, incoming, outgoing } = exchange;
    const person = personBehind(cloud, incoming.headers.cookie);
    if (!person) return turnAway(exchange);
    void sendMe(cloud, person, outgoing).catch(() => outgoing.destroy());
  },
};

/** Answers what Easy Auth answers itself, without the app. False = the request is for the app. */
export function answerEasyAuth(exchange: Exchange): boolean {
  const [path = "", query = ""] = (exchange.incoming.url ?? "").split("?");
  const endpoint = Object.hasOwn(endpoints, path) ? endpoints[path] : undefined;
  endpoint?.(exchange, new URLSearchParams(query));
  return endpoint !== undefined;
}

const isBrowser = ({ method, headers }: IncomingMessage) =>
  method === "GET" && (headers.accept ?? "").includes("text/html");

/** Nobody is signed in: a browser is sent to sign in, anything else is told 401. Seen on Container Apps, RedirectToLoginPage. */
export function turnAway({ incoming, outgoing }: Exchange): void {
  if (isBrowser(incoming)) {
    const query = new URLSearchParams({ post_login_redirect_uri: localPath(incoming.url ?? "/", "/") });
    redirect(outgoing, `${loginPath}?${query}`);
    return;
  }
  outgoing.writeHead(401, { "Cache-Control": "no-store", "Content-Length": "0" }).end();
}
