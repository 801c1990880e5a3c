import type { Answer } from "../wire/answer.ts";

/** Source: headers of recorded discovery answers. */
const headers = {
  "Content-Type": "application/json; charset=utf-8",
  "Cache-Control": "max-age=86400, private",
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "Access-Control-Allow-Origin": "*",
};

export const entraReply = (status: number, body: unknown, operation: string): Answer => ({
  status,
  headers,
  body: JSON.stringify(body),
  operation,
});

/** A refusal in Entra's words. Source of the members: Microsoft Learn, OAuth 2.0 client credentials flow, error response. */
export const entraRefusal = (status: number, error: string, code: number, text: string): Answer => ({
  ...entraReply(
    status,
    { error, error_description: `AADSTS${code}: ${text}`, error_codes: [code] },
    "refusal",
  ),
  headers: { ...headers, "Cache-Control": "no-store, no-cache" },
});
