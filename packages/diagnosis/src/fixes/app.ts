import type { FixContext } from "../fix-context.ts";
import { effects, type FixMaker } from "./fix-draft.ts";
import { az, inProse, option } from "./shell.ts";
import { appOptions, appResourceId, identityResourceId, portalLink, withPortal } from "./targets.ts";

export const identityBlade = (context: FixContext) =>
  withPortal(portalLink("Identity of this app", appResourceId(context), "msi"));

export const assignIdentity: FixMaker = (context) => ({
  summary: "Assign the identity to this app and slot, or correct the Client ID that selects it.",
  commands: [
    az("webapp identity assign", appOptions(context), option("--identities", identityResourceId(context))),
  ],
  ...identityBlade(context),
  changes: "Adds this identity; identities that are assigned already stay. The app restarts.",
  undo: inProse(
    az("webapp identity remove", appOptions(context), option("--identities", identityResourceId(context))),
  ),
  effectiveAfter: effects.restart,
  risk: "Whatever this identity may do, this app may do then.",
  ...(context.armReadable
    ? {}
    : { condition: "If the identity is the right one and is not assigned (that could not be read)" }),
  note: "An identity that was deleted and created anew must be assigned again, and granted again: its ids are new.",
});

export const restartApp: FixMaker = (context) => ({
  summary: "Restart the app so that the process gets its environment and its identity endpoint anew.",
  commands: [az("webapp restart", appOptions(context))],
  ...withPortal(portalLink("Overview of this app", appResourceId(context), "appServices")),
  changes: "Nothing but the restart.",
  undo: "Nothing to undo.",
  effectiveAfter: "About a minute.",
  risk: "Requests under way are cut.",
});
