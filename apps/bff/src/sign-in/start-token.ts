import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { ApiEnv } from "../http/api-env.ts";

/** The query parameter that carries the start token, once. */
const tokenParameter = "token";

/** Does the request carry the cookie that the start token was exchanged for? */
export function holdsStartCookie(c: Context<ApiEnv>, startToken: string, port: number): boolean {
  return same(getCookie(c, cookieName(port)), cookieValue(startToken));
}

/**
 * Exchanges the start token in the address for a cookie and leads to the same address without it. Undefined when the address has none or
 * the wrong one.
 */
export function exchangeStartToken(
  c: Context<ApiEnv>,
  startToken: string,
  port: number,
): Response | undefined {
  if (c.req.method !== "GET" || !same(c.req.query(tokenParameter), startToken)) return undefined;
  setCookie(c, cookieName(port), cookieValue(startToken), { httpOnly: true, sameSite: "Strict", path: "/" });
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.delete(tokenParameter);
  const query = searchParams.size > 0 ? `?${searchParams}` : "";
  // One slash only: a path of two would lead to another host.
  return c.redirect(`/${pathname.replace(/^[/\\]+/, "")}${query}`, 303);
}

// Cookies do not know ports: two Latchkeys on one machine would overwrite each other's.
const cookieName = (port: number) => `latchkey-${port}`;

const cookieValue = (startToken: string) =>
  createHmac("sha256", startToken).update("latchkey start cookie").digest("base64url");

function same(found: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return found !== undefined && timingSafeEqual(digest(found), digest(expected));
}
