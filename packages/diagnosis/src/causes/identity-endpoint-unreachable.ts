import { restartApp } from "../fixes/app.ts";
import type { FixMaker } from "../fixes/fix-draft.ts";
import type { CauseKnowledge } from "./cause.ts";
import { is, noEndpoint, outsideAzure } from "./condition.ts";

const proxied = "a proxy in HTTP_PROXY without NO_PROXY for the endpoint";

const fix: FixMaker = (context) => ({
  ...restartApp(context),
  summary: "Retry with growing pauses while the app starts; restart it if the endpoint stays unreachable.",
  note: `With HTTP_PROXY or HTTPS_PROXY set, add the endpoint to what NO_PROXY holds: ${context.identityEndpointHost ?? "the host of IDENTITY_ENDPOINT"},169.254.169.254,localhost,127.0.0.1.`,
});

export const identityEndpointUnreachable: CauseKnowledge = {
  title: "The identity endpoint does not answer",
  meaning: "The connection to the identity endpoint is refused or times out, or a proxy answers in its place.",
  next: "Check again; if it stays, restart the app so that App Service starts its identity endpoint anew.",
  gate: "token",
  rules: [
    [0.8, "inferred", { any: ["proxy-answered"], all: ["about-imds"], stage: ["token"] }, proxied],
    [0.5, "endpoint-said", { any: ["imds-dial-error"], unless: { host: outsideAzure } }],
    [
      -0.7,
      "endpoint-said",
      { status: [401, 403, 405, 429, 500], knownStage: ["token"], none: ["proxy-configured", "proxy-answered", "imds-dial-error"] },
      "something answered with a status, so the endpoint is there",
    ],
    [-0.7, "environment-showed", { facts: { host: outsideAzure } }, "no machine outside Azure has the endpoint"],
    [
      0.9,
      "environment-showed",
      {
        all: ["proxy-configured"],
        status: [400, 403, 407, 502, 503, 504],
        stage: ["token"],
        none: ["endpoint-loads-none", "endpoint-id-not-found", "imds-identity-not-found", "entra-refused-client"],
      },
      proxied,
    ],
    [0.85, "endpoint-said", { any: ["endpoint-refused"] }],
    [0.65, "endpoint-said", { any: ["endpoint-time-out"] }],
    [0.3, "inferred", { any: ["imds-unavailable", "imds-forbidden-socket"] }],
    [
      0.5,
      "inferred",
      { any: ["imds-unavailable", "endpoint-time-out"], facts: { host: is.one("aks", "vm", "arc", "automation") } },
      "IMDS is the right address on these hosts",
    ],
    [
      0.6,
      "endpoint-said",
      { any: ["connection-refused", "connection-cut"], all: ["about-endpoint"], stage: ["token"], none: ["endpoint-variables-missing"] },
    ],
    [0.6, "inferred", { any: ["connection-timed-out"], knownStage: ["token"], none: ["entra-refused-client"] }],
    [
      0.55,
      "endpoint-said",
      {
        any: ["connection-refused", "connection-cut"],
        all: ["about-imds"],
        unless: { host: is.one("app-service", "functions", "container-apps", "local") },
      },
    ],
    [0.5, "inferred", { any: ["connection-refused", "connection-timed-out", "connection-cut"], knownStage: ["token"] }],
    [0.7, "inferred", { any: ["proxy-answered"], stage: ["token"], all: ["about-endpoint"] }, proxied],
    [
      0.3,
      "inferred",
      { any: [...noEndpoint, "endpoint-refused", "endpoint-time-out", "managed-identity-failed"], facts: { intermittent: is.yes } },
      "not up yet at container start",
    ],
    [0.35, "inferred", { any: ["imds-unavailable", "managed-identity-failed"], facts: { restartFixes: is.yes } }],
    [-0.5, "environment-showed", { any: ["endpoint-variables-missing"], none: ["endpoint-refused", "endpoint-time-out"] }],
    [-0.4, "vault-said", { any: ["vault-forbidden", "rbac-denied", "policy-denied"] }, "the vault was reached with a token"],
  ],
  alike: [
    {
      cause: "no-identity-on-host",
      ask: ["systemAssigned", "userAssignedCount"],
      when: {
        any: ["proxy-configured", "connection-timed-out", "connection-refused", "imds-unavailable"],
        none: ["endpoint-refused"],
        unless: { host: (host) => host !== "other", intermittent: () => true, restartFixes: () => true },
      },
    },
    {
      cause: "no-identity-on-host",
      ask: ["systemAssigned", "userAssignedCount", "env"],
      settledBy: ["systemAssigned", "userAssignedCount", "intermittent", "restartFixes"],
      when: {
        any: ["imds-unavailable", "endpoint-time-out"],
        none: ["endpoint-refused"],
        unless: { host: (host) => ["vm", "aks", "arc", "automation"].includes(host) },
      },
    },
    { cause: "identity-endpoint-not-in-process" },
  ],
  fix,
};
