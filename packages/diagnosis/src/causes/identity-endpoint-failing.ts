import { restartApp } from "../fixes/app.ts";
import type { CauseKnowledge } from "./cause.ts";
import { comesAndGoes } from "./condition.ts";

export const identityEndpointFailing: CauseKnowledge = {
  title: "The identity endpoint answers with an error of its own",
  meaning: "The platform's token service throttles or fails, although the request is well formed.",
  next: "Check again; if it stays, restart the app so that App Service starts its identity endpoint anew.",
  gate: "token",
  rules: [
    [
      0.75,
      "inferred",
      { any: ["endpoint-loads-none", "endpoint-id-not-found", "imds-identity-not-found", "managed-identity-failed"], facts: comesAndGoes },
      "a setting that is wrong is wrong all the time",
    ],
    [0.5, "inferred", { any: ["throttled-in-words"], knownStage: ["token"] }],
    [0.35, "inferred", { any: ["answer-cut-off"], knownStage: ["token"] }],
    [-0.5, "environment-showed", { any: ["audience-of-other-cloud"] }, "a resource that Entra does not know gives the same 500"],
    [-0.85, "environment-showed", { all: ["proxy-configured"], status: [502, 503, 504] }, "the proxy answered, not the endpoint"],
    [-0.85, "token-said", { any: ["entra-resource-unknown", "entra-refused-client", "entra-refused-assertion"] }, "Entra said why"],
    [0.85, "endpoint-said", { any: ["endpoint-throttled", "endpoint-server-error"] }],
    [0.75, "endpoint-said", { any: ["endpoint-fetch-failed"] }, "App Service support article on the 500 of the token service"],
    [0.8, "endpoint-said", { status: [429, 500, 502, 503, 504], knownStage: ["token"], none: ["proxy-answered"] }],
    [
      0.75,
      "endpoint-said",
      { status: [429, 500, 502, 503, 504], any: ["managed-identity-failed", "about-imds"], none: ["vault-throttled", "proxy-answered"] },
    ],
    [0.6, "endpoint-said", { any: ["endpoint-malformed", "expired-token-given"] }],
    [0.35, "endpoint-said", { any: ["pod-identity-unassigned"] }, "NMI had no assignment yet"],
  ],
  alike: [
    {
      cause: "wrong-token-resource",
      ask: ["tokenAudience", "intermittent"],
      settledBy: ["tokenAudience", "intermittent", "restartFixes"],
      when: { status: [500] },
    },
    { cause: "wrong-token-resource", ask: ["tokenAudience"], when: { any: ["endpoint-fetch-failed", "endpoint-server-error"] } },
    { cause: "identity-endpoint-unreachable" },
  ],
  fix: restartApp,
};
