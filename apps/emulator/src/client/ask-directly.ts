import { type Cloud, createCloud } from "../cloud/cloud.ts";
import { tokenFor } from "../entra/tokens.ts";
import type { Answer, Service, WireRequest } from "../wire/answer.ts";
import { identitiesInProcess } from "../world/find.ts";

/** A desk cloud without servers: services are asked by calling them. */
export const cloudOf = (world: string, seed = "test"): Promise<Cloud> => createCloud({ world, seed });

/** A request as the wire would hand it to a service. `target` is a path with its query. */
export function wireRequest(
  service: Service,
  target: string,
  {
    host = "localhost",
    method = "GET",
    headers = {},
    body = "",
  }: Partial<Pick<WireRequest, "host" | "method" | "headers" | "body">> = {},
): WireRequest {
  const [path = "/", query = ""] = target.split("?");
  return { service, method, host, path, query: new URLSearchParams(query), headers, body };
}

/** The Authorization header of an identity that is assigned to the hosted app: "system", or a name. */
export async function bearer(
  cloud: Cloud,
  identityName: string,
  resource = "https://vault.azure.net",
): Promise<string> {
  const identity = identitiesInProcess(cloud.world).find(({ kind, resourceId }) =>
    identityName === "system" ? kind === "system-assigned" : resourceId.endsWith(`/${identityName}`),
  );
  if (!identity) throw new Error(`${identityName} is not assigned to the app.`);
  return `Bearer ${(await tokenFor(cloud, { identity, resource })).accessToken}`;
}

export type Body = { [key: string]: Body } & { [index: number]: Body };

/** The JSON body of an answer, for tests to look into. */
export const bodyOf = (answer: Pick<Answer, "body">): Body => JSON.parse(answer.body) as Body;

/** The names of the members at a path, sorted: the shape of an answer. */
export const shapeOf = (value: unknown): string[] => Object.keys(value as object).sort();
