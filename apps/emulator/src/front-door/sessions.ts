import { randomBytes } from "node:crypto";
import type { Cloud } from "../cloud/cloud.ts";
import { type Persona, personaNamed } from "../world/people.ts";

/** Easy Auth's own cookie. Source: Microsoft Learn, "Customize sign-in and sign-out". */
const cookieName = "AppServiceAuthSession";

/** Bounded, because anybody on this machine can sign in again and again. */
const mostSessions = 1000;

const signedOut = "signed-out";

/**
 * The person behind a request; undefined = signed out. A request without a session, or with one that was forgotten,
 * is that of the person whom the control page chose: plain `curl` needs no cookie.
 */
export function personBehind(cloud: Cloud, cookies: string | undefined): Persona | undefined {
  const id = sessionIn(cookies);
  const behind = (id === undefined ? undefined : cloud.sessions.get(id)) ?? cloud.personaId;
  return behind === signedOut ? undefined : personaNamed(cloud.seed, behind);
}

/** Begins a session and gives its Set-Cookie header. @throws UnknownPersona */
export const signIn = (cloud: Cloud, personaId: string): string =>
  begin(cloud, personaNamed(cloud.seed, personaId).id);

/** The Set-Cookie header of someone who signed out: from now on they are nobody, not the default person. */
export const signOut = (cloud: Cloud): string => begin(cloud, signedOut);

function begin({ sessions }: Cloud, behind: string): string {
  const [oldest] = sessions.keys();
  if (sessions.size >= mostSessions && oldest !== undefined) sessions.delete(oldest);
  const id = randomBytes(24).toString("base64url");
  sessions.set(id, behind);
  return `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Lax`;
}

const cookiesIn = (header: string | undefined) => (header ?? "").split(";").map((cookie) => cookie.trim());

const isSession = (cookie: string) => cookie.startsWith(`${cookieName}=`);

const sessionIn = (header: string | undefined) =>
  cookiesIn(header)
    .find(isSession)
    ?.slice(cookieName.length + 1);

/** A Cookie header without the session, which is the front door's own business; undefined when nothing is left. */
export const withoutSession = (header: string | undefined): string | undefined =>
  cookiesIn(header)
    .filter((cookie) => cookie !== "" && !isSession(cookie))
    .join("; ") || undefined;
