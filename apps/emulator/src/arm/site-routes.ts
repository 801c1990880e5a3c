import type { Cloud } from "../cloud/cloud.ts";
import type { Answer } from "../wire/answer.ts";
import { findSite, hostedSite } from "../world/find.ts";
import { type ResolvedReference, resolveReferences } from "../world/key-vault-references.ts";
import { sameId, siteId } from "../world/resource-ids.ts";
import type { Site } from "../world/schema.ts";
import { armError, armReply, resourceNotFound } from "./reply.ts";
import type { ArmRoute, PathValues } from "./route.ts";
import { siteBody } from "./site-body.ts";

const sitePattern =
  "/subscriptions/{subscription}/resourcegroups/{group}/providers/microsoft.web/sites/{site}";

type Answers = (cloud: Cloud, site: Site, values: PathValues) => Answer;

/** The same read for an app and for one of its slots. */
function forSiteAndSlot(
  { method = "GET", rest, action }: { method?: "GET" | "POST"; rest: string; action: string },
  answers: Answers,
): ArmRoute[] {
  return ["", "/slots/{slot}"].map((slotPattern): ArmRoute => {
    const type = slotPattern === "" ? "Microsoft.Web/sites" : "Microsoft.Web/sites/slots";
    return {
      method,
      pattern: `${sitePattern}${slotPattern}${rest}`,
      action: `${type}/${action}`,
      scopeOf: (_, path) => (rest === "" ? path : path.replace(/\/config\/.*$/i, "")),
      reading: "one",
      answer: ({ cloud }, values) => {
        const { group = "", site: name = "", slot = "production" } = values;
        const site = findSite(cloud.world, name, slot);
        const fullName = values.slot === undefined ? name : `${name}/slots/${slot}`;
        return site && sameId(site.resourceGroup, group)
          ? answers(cloud, site, values)
          : resourceNotFound(cloud, "Microsoft.Web/sites", fullName, group);
      },
    };
  });
}

/** The references as they stood when the hosted app was last started; another site's as they stand now. */
const referencesOf = (cloud: Cloud, site: Site): ResolvedReference[] =>
  site === hostedSite(cloud.world) ? cloud.references : resolveReferences(cloud.world, site);

/** Source: a recorded Reader-only answer; `identityType` is a string on the wire. Never the value. */
function referenceBody(cloud: Cloud, site: Site, reference: ResolvedReference) {
  const { settingName, vaultName, secretName, secretVersion, activeVersion, identityType, status } =
    reference;
  return {
    id: `${siteId(cloud.world, site).toLowerCase()}/config/configreferences/appsettings/${settingName}`,
    name: settingName,
    type: "Microsoft.Web/sites/config/configreferences",
    properties: {
      reference: reference.reference,
      status,
      ...(vaultName === undefined ? {} : { vaultName }),
      ...(secretName === undefined ? {} : { secretName }),
      ...(secretVersion === undefined ? {} : { secretVersion }),
      ...(activeVersion === undefined ? {} : { activeVersion }),
      identityType,
      source: "KeyVault",
      location: "ApplicationSetting",
    },
  };
}

export const siteRoutes: ArmRoute[] = [
  ...forSiteAndSlot({ rest: "", action: "read" }, (cloud, site) =>
    armReply(cloud, 200, siteBody(cloud.world, site)),
  ),
  ...forSiteAndSlot(
    { method: "POST", rest: "/config/appsettings/list", action: "config/list/action" },
    (cloud, site) =>
      armReply(cloud, 200, {
        id: `${siteId(cloud.world, site)}/config/appsettings`,
        name: "appsettings",
        type: "Microsoft.Web/sites/config",
        location: site.location,
        properties: site.appSettings,
      }),
  ),
  ...forSiteAndSlot({ rest: "/config/configreferences/appsettings", action: "config/read" }, (cloud, site) =>
    armReply(cloud, 200, {
      value: referencesOf(cloud, site).map((reference) => referenceBody(cloud, site, reference)),
      nextLink: null,
    }),
  ),
  ...forSiteAndSlot(
    { rest: "/config/configreferences/appsettings/{setting}", action: "config/read" },
    (cloud, site, { setting = "" }) => {
      const reference = referencesOf(cloud, site).find((candidate) => sameId(candidate.settingName, setting));
      return reference
        ? armReply(cloud, 200, referenceBody(cloud, site, reference))
        : armError(cloud, 404, "NotFound", `The Key Vault reference '${setting}' was not found.`);
    },
  ),
];
