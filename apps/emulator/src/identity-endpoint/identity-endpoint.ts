import { type Cloud, nextRequestId } from "../cloud/cloud.ts";
import { tokenFor } from "../entra/tokens.ts";
import { type Answer, headerOf, type WireRequest } from "../wire/answer.ts";
import { type AssignedIdentity, identitiesInProcess } from "../world/find.ts";
import { sameId } from "../world/resource-ids.ts";
import { isKnownResource } from "./resources.ts";

type IdParameter = { name: string; value: string };

/** Source: Microsoft Learn, "How to use managed identities for App Service", REST protocol examples. */
const idParameterNames = ["client_id", "principal_id", "object_id", "mi_res_id"];

export const identityPath = "/msi/token";

const texts = {
  // Source: azure-sdk-for-net issue 43691: no id was sent and there is no system-assigned identity.
  noneSelected: "Unable to load the proper Managed Identity.",
  // Source: azure-search-openai-demo issue 2148: the id names no identity of this app.
  notAssigned:
    "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.",
  // Source: MSAL .NET's page on managed identity errors, spelling theirs.
  tokenService: "An unexpected error occured while fetching the AAD Token.",
  // The three below are not documented word for word; status and shape are those of the family.
  header: "Forbidden: X-IDENTITY-HEADER is missing or does not match.",
  apiVersion: "Unsupported api-version. Supported: 2019-08-01.",
  manyIds: "Only one of client_id, principal_id, object_id and mi_res_id may be specified.",
};

/** The App Service identity endpoint, protocol 2019-08-01, for the hosted app. */
export async function identityEndpoint(cloud: Cloud, request: WireRequest): Promise<Answer> {
  if (request.path.toLowerCase().replace(/\/$/, "") !== identityPath)
    return refusal(cloud, 404, "Not found.");
  if (request.method !== "GET") return refusal(cloud, 405, "Method not allowed.");
  if (headerOf(request, "x-identity-header") !== cloud.identityHeader)
    return refusal(cloud, 401, texts.header);
  if (request.query.get("api-version") !== "2019-08-01") return refusal(cloud, 400, texts.apiVersion);
  const ids = idParameters(request.query);
  if (ids.length > 1) return refusal(cloud, 400, texts.manyIds);
  const identity = selectIdentity(cloud, ids[0]);
  if (!identity) return refusal(cloud, 400, ids[0] ? texts.notAssigned : texts.noneSelected);
  const resource = request.query.get("resource") ?? "";
  if (!isKnownResource(resource)) return refusal(cloud, 500, texts.tokenService);
  const { accessToken, expiresAtSeconds } = await tokenFor(cloud, { identity, resource });
  return answer(
    cloud,
    200,
    {
      access_token: accessToken,
      expires_on: String(expiresAtSeconds),
      resource,
      token_type: "Bearer",
      client_id: identity.clientId,
    },
    identity.principalId,
  );
}

/** An id parameter that is there but empty selects nothing, as if it had not been sent. */
const idParameters = (query: URLSearchParams): IdParameter[] =>
  [...query].flatMap(([name, value]) => {
    const lowerCase = name.toLowerCase();
    return idParameterNames.includes(lowerCase) && value !== "" ? [{ name: lowerCase, value }] : [];
  });

/** No fallback to the only user-assigned identity: measured, see the two texts above. */
function selectIdentity(cloud: Cloud, id: IdParameter | undefined): AssignedIdentity | undefined {
  const identities = identitiesInProcess(cloud.world);
  if (!id) return identities.find((identity) => identity.kind === "system-assigned");
  const key = id.name === "client_id" ? "clientId" : id.name === "mi_res_id" ? "resourceId" : "principalId";
  return identities.find((identity) => sameId(identity[key], id.value));
}

const refusal = (cloud: Cloud, statusCode: number, message: string): Answer =>
  answer(cloud, statusCode, { statusCode, message });

function answer(
  cloud: Cloud,
  status: number,
  body: Record<string, unknown>,
  callerObjectId?: string,
): Answer {
  const correlationId = nextRequestId(cloud);
  return {
    status,
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      Server: "Kestrel",
      "X-CORRELATION-ID": correlationId,
    },
    body: JSON.stringify(status === 200 ? body : { ...body, correlationId }),
    chunked: true,
    operation: "token",
    ...(callerObjectId === undefined ? {} : { callerObjectId }),
  };
}
