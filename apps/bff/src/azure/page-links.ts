import type { PipelinePolicy } from "@azure/core-rest-pipeline";

/** A page link led to another host than the vault's. The SDK would have followed it with the token. */
export class PageLinkRefused extends Error {
  override name = "PageLinkRefused";
}

/** Lets requests go to the vault's own origin only. */
export function sameOriginPolicy(vaultUri: string): PipelinePolicy {
  const { origin } = new URL(vaultUri);
  return {
    name: "latchkey-same-origin",
    sendRequest(request, next) {
      if (new URL(request.url).origin !== origin)
        throw new PageLinkRefused("The page link leads to another host.");
      return next(request);
    },
  };
}

/** A cursor for the browser: the query of the link to the next page, without host or path. */
export function cursorOf(nextLink: string): string {
  return Buffer.from(new URL(nextLink).search).toString("base64url");
}

/** Could we have given this cursor? */
export function isCursor(cursor: string): boolean {
  const query = queryOf(cursor);
  return (
    /^[\w-]{1,3000}$/.test(cursor) && /^\?[\x21-\x7e]{1,2000}$/.test(query) && query.includes("skiptoken=")
  );
}

/** The page link of a cursor, at this vault and nowhere else. */
export function pageLinkOf(vaultUri: string, cursor: string): string {
  return `${new URL(vaultUri).origin}/secrets${queryOf(cursor)}`;
}

function queryOf(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString();
}
