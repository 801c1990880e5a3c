import type { Agent } from "node:https";
import type { TokenCredential } from "@azure/core-auth";
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";
import { z } from "zod";
import type { AppPlace } from "./app-place.ts";
import { type ArmAnswer, armRead } from "./arm-call.ts";
import { agentPolicy } from "./connect.ts";
import { exchangePolicy } from "./exchange.ts";

/** A Key Vault reference as ARM shows it. It names a vault and a secret; the value is not in it. */
export type ArmReference = {
  setting: string;
  /** The text of the reference. */
  reference: string | undefined;
  /** As Azure names it: `Resolved`, `SecretNotFound`, … */
  status: string | undefined;
  details: string | undefined;
  vaultName: string | undefined;
  secretName: string | undefined;
  secretVersion: string | undefined;
  activeVersion: string | undefined;
  /** `SystemAssigned` or `UserAssigned`. */
  identityType: string | undefined;
};

/** A user-assigned identity of the app's resource group, assigned or not. */
export type ArmIdentity = { name: string; resourceId: string; clientId: string; principalId: string };

/** Lists that are read without an SDK client, because it loses a part or is too large for one request. Nothing here throws. */
export type ArmLists = {
  references(credential: TokenCredential, place: AppPlace): Promise<ArmAnswer<ArmReference[]>>;
  userAssigned(credential: TokenCredential, place: AppPlace): Promise<ArmAnswer<ArmIdentity[]>>;
};

const rights = {
  references: "Microsoft.Web/sites/config/read",
  userAssigned: "Microsoft.ManagedIdentity/userAssignedIdentities/read",
};

const maxPages = 20;
const pageSchema = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() });
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

// `identityType` is a string on the wire, which arm-appservice 19 reads as an object of undefineds.
const referenceSchema = z
  .object({
    name: z.string(),
    properties: z.object({
      reference: text,
      status: text,
      details: text,
      vaultName: text,
      secretName: text,
      secretVersion: text,
      activeVersion: text,
      identityType: text,
    }),
  })
  .transform(({ name, properties }): ArmReference => ({ setting: name, ...properties }));

const identitySchema = z
  .object({
    name: z.string(),
    id: z.string(),
    properties: z.object({ clientId: z.guid(), principalId: z.guid() }),
  })
  .transform(
    ({ name, id, properties }): ArmIdentity => ({
      name,
      resourceId: id,
      clientId: properties.clientId.toLowerCase(),
      principalId: properties.principalId.toLowerCase(),
    }),
  );

type Options = { agent: Agent; endpoint: string; userAgent: string };

export function createArmLists(options: Options): ArmLists {
  const all = async <Item>(question: Question, item: z.ZodType<Item>): Promise<ArmAnswer<Item[]>> =>
    armRead(question.right, (signal) => readPages(options, question, item, signal));
  return {
    references: (credential, place) =>
      all(
        {
          credential,
          right: rights.references,
          path: `${sitePath(place)}/config/configreferences/appsettings?api-version=2025-05-01`,
        },
        referenceSchema,
      ),
    userAssigned: (credential, place) =>
      all(
        {
          credential,
          right: rights.userAssigned,
          path: `${groupPath(place)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2024-11-30`,
        },
        identitySchema,
      ),
  };
}

type Question = { credential: TokenCredential; right: string; path: string };

/** All items that can be read; what has another form is left out. Follows page links on ARM's own host only. */
async function readPages<Item>(
  { agent, endpoint, userAgent }: Options,
  { credential, path }: Question,
  item: z.ZodType<Item>,
  signal: AbortSignal,
): Promise<Item[]> {
  const pipeline = createPipelineFromOptions({
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: userAgent },
  });
  pipeline.addPolicy(agentPolicy(agent));
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: `${endpoint}/.default` }));
  pipeline.addPolicy(exchangePolicy("arm"), { phase: "Sign" });
  const client = createDefaultHttpClient();
  const items: Item[] = [];
  let url: string | undefined = endpoint + path;
  for (let page = 0; url && page < maxPages; page += 1) {
    const request = createPipelineRequest({ url, abortSignal: signal });
    const response = await pipeline.sendRequest(client, request);
    if (response.status !== 200) throw new Error("ARM refused.");
    const { value, nextLink } = pageSchema.parse(JSON.parse(response.bodyAsText ?? ""));
    items.push(...value.flatMap((one) => item.safeParse(one).data ?? []));
    url = nextLink && URL.canParse(nextLink) && new URL(nextLink).origin === endpoint ? nextLink : undefined;
  }
  return items;
}

function groupPath({ subscriptionId, resourceGroup }: AppPlace): string {
  return `/subscriptions/${encodeURIComponent(subscriptionId)}/resourceGroups/${encodeURIComponent(resourceGroup)}`;
}

function sitePath(place: AppPlace): string {
  const site = `${groupPath(place)}/providers/Microsoft.Web/sites/${encodeURIComponent(place.siteName)}`;
  return place.slot ? `${site}/slots/${encodeURIComponent(place.slot)}` : site;
}
