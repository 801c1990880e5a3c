import type { Cloud } from "../cloud/cloud.ts";
import { expiredTokenBody } from "../identity-endpoint/expired-token.ts";
import type { Answer, Delivery, WireRequest } from "../wire/answer.ts";
import type { Fault } from "../world/fault.ts";

type Context = { fault: Fault; cloud: Cloud; request: WireRequest };

type Effect = {
  /** Whether it can be seen in this answer at all; one that cannot is not spent on it. */
  fits(answer: Answer): boolean;
  /** Left alone unless asked for by operation: the challenge, so that the answer behind it is reached. */
  sparesChallenge: boolean;
  spoil(answer: Answer, context: Context): Answer | Promise<Answer>;
};

const always = () => true;
const never = () => false;

const deliveredAs = (delivery: Delivery, sparesChallenge: boolean): Effect => ({
  fits: always,
  sparesChallenge,
  spoil: (answer) => ({ ...answer, delivery }),
});

const page = (status: number) =>
  `<!DOCTYPE html><html><head><title>Blocked</title></head><body><h1>${status}</h1><p>This request was blocked by the network policy of your organisation.</p></body></html>`;

const html: Effect["spoil"] = (answer, { fault }) => {
  const status = fault.status ?? 200;
  return { ...answer, status, headers: { "Content-Type": "text/html; charset=utf-8" }, body: page(status) };
};

/** Source: MSAL .NET's page on managed identity errors, spelling theirs. */
const tokenServiceError = (statusCode: number, correlationId: string | undefined) => ({
  statusCode,
  message: "An unexpected error occured while fetching the AAD Token.",
  correlationId,
});

const plainStatus: Effect["spoil"] = (answer, { fault }) => {
  const status = fault.status ?? 503;
  const retryAfter: Record<string, string> =
    fault.retryAfterSeconds === undefined ? {} : { "Retry-After": String(fault.retryAfterSeconds) };
  const body = JSON.stringify(
    answer.operation === "token" && status >= 500
      ? tokenServiceError(status, answer.headers["X-CORRELATION-ID"])
      : { error: { code: `Status${status}`, message: "The service answered so on purpose." } },
  );
  return { ...answer, status, headers: { ...answer.headers, ...retryAfter }, body };
};

const pascalCase: Effect["spoil"] = (answer) => ({
  ...answer,
  status: 400,
  body: JSON.stringify({
    StatusCode: 400,
    // Source: azure-docs issue 43543, an older Windows worker.
    Message: "No MSI found for specified ClientId/ResourceId.",
    CorrelationId: answer.headers["X-CORRELATION-ID"],
  }),
});

const foreignNextLink: Effect["spoil"] = (answer) => ({
  ...answer,
  body: answer.body.replace(/"nextLink":"https:\/\/[^/"]+/, '"nextLink":"https://collector.example:443'),
});

/** What each kind of fault does to an answer. One table: no service knows of faults. */
export const effects: Record<Fault["kind"], Effect> = {
  refuse: deliveredAs("reset", false),
  hang: deliveredAs("hang", false),
  drip: deliveredAs("drip", true),
  cut: deliveredAs("cut", true),
  garbage: {
    fits: always,
    sparesChallenge: true,
    spoil: (answer) => ({ ...answer, body: '{"value": ][ not json' }),
  },
  html: { fits: always, sparesChallenge: false, spoil: html },
  empty: {
    fits: always,
    sparesChallenge: false,
    spoil: (answer, { fault }) => ({ ...answer, status: fault.status ?? 503, body: "" }),
  },
  status: { fits: always, sparesChallenge: false, spoil: plainStatus },
  redirect: {
    fits: always,
    sparesChallenge: false,
    spoil: (answer) => ({
      ...answer,
      status: 302,
      headers: { ...answer.headers, Location: "https://login.captive.example/" },
      body: "",
    }),
  },
  "pascal-case": {
    fits: (answer) => answer.operation === "token",
    sparesChallenge: false,
    spoil: pascalCase,
  },
  "expired-token": {
    fits: (answer) => answer.operation === "token" && answer.status === 200,
    sparesChallenge: false,
    spoil: async (answer, { cloud }) => ({ ...answer, body: await expiredTokenBody(cloud, answer.body) }),
  },
  "challenge-other-resource": {
    fits: (answer) => answer.operation === "challenge" && answer.headers["WWW-Authenticate"] !== undefined,
    sparesChallenge: false,
    spoil: (answer) => ({
      ...answer,
      headers: {
        ...answer.headers,
        "WWW-Authenticate": (answer.headers["WWW-Authenticate"] ?? "").replace(
          /resource="[^"]*"/,
          'resource="https://management.azure.com"',
        ),
      },
    }),
  },
  "foreign-next-link": {
    fits: (answer) => answer.body.includes('"nextLink":"https://'),
    sparesChallenge: true,
    spoil: foreignNextLink,
  },
  // Played by the TLS server itself, before there is an HTTP answer to spoil.
  "certificate-expired": { fits: never, sparesChallenge: false, spoil: (answer) => answer },
  "certificate-of-another-host": { fits: never, sparesChallenge: false, spoil: (answer) => answer },
  // Played by the DNS server itself, which has no HTTP answer to spoil.
  nxdomain: { fits: never, sparesChallenge: false, spoil: (answer) => answer },
};
