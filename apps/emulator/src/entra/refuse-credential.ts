import { z } from "zod";
import { type Cloud, nextRequestId, nowMs } from "../cloud/cloud.ts";
import type { Answer, WireRequest } from "../wire/answer.ts";
import { sameId } from "../world/resource-ids.ts";
import { entraRefusal } from "./reply.ts";

const assertionSchema = z.looseObject({ iss: z.string(), sub: z.string() });

/** The claims of a federated assertion; undefined when it is no JWT. */
function readAssertion(assertion: string) {
  try {
    const claims = Buffer.from(assertion.split(".")[1] ?? "", "base64url").toString("utf8");
    return assertionSchema.parse(JSON.parse(claims));
  } catch {
    return undefined;
  }
}

type Refused = [status: number, error: string, code: number, text: string];

/** Source: Entra's list of error codes (700016, 50027, 700211, 7000216) and public reports of their texts. */
function reasonFor(cloud: Cloud, form: URLSearchParams): Refused {
  const clientId = form.get("client_id") ?? "";
  const { userAssignedIdentities, tenantId } = cloud.world;
  if (!userAssignedIdentities.some((identity) => sameId(identity.clientId, clientId))) {
    const text = `Application with identifier '${clientId}' was not found in the directory '${tenantId}'.`;
    return [400, "unauthorized_client", 700016, text];
  }
  const assertion = form.get("client_assertion");
  if (assertion === null) {
    const text =
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.";
    return [401, "invalid_client", 7000216, text];
  }
  const claims = readAssertion(assertion);
  if (!claims) return [400, "invalid_request", 50027, "JWT token is invalid or malformed."];
  // No identity of any world has a federated credential.
  const text = `No matching federated identity record found for presented assertion issuer '${claims.iss}'. Please check your federated identity credential Subject, Audience and Issuer against the presented assertion.`;
  return [401, "invalid_client", 700211, text];
}

/** Entra's answer to a sign-in with a credential of the caller's own: no. */
export function refuseCredential(cloud: Cloud, request: WireRequest): Answer {
  const [status, error, code, reason] = reasonFor(cloud, new URLSearchParams(request.body));
  const traceId = nextRequestId(cloud);
  const at = new Date(nowMs(cloud))
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, "Z");
  const correlationId = request.query.get("client-request-id") ?? traceId;
  const text = `${reason} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${at}`;
  return { ...entraRefusal(status, error, code, text), operation: "token" };
}
