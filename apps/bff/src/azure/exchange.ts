import { AsyncLocalStorage } from "node:async_hooks";
import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelinePolicy,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";

/** Requests sent, by the service that got them. */
export type RequestCount = { identityEndpoint: number; vaults: number; arm: number };

/**
 * What is kept of the last answer to a call: enough to say what happened, never a secret. The body is kept for errors only,
 * because the body of a successful read is the secret.
 */
export type LastAnswer = {
  status: number;
  errorBody: string | undefined;
  contentType: string;
  retryAfter: string | undefined;
  /** Whether the request carried a token: a 401 to one without is only the challenge. */
  carriedToken: boolean;
};

/** One call to Azure, with all the HTTP requests that the SDK made of it. */
export type Exchange = {
  count: RequestCount;
  requestId: string | undefined;
  last: LastAnswer | undefined;
  /** Only for lists: the link to the next page as the service wrote it. */
  nextLink: string | undefined;
  parent: Exchange | undefined;
};

const exchanges = new AsyncLocalStorage<Exchange>();

/** Runs `call` and keeps what its requests brought in the exchange given to it. Exchanges nest: an outer one counts inner requests. */
export function withExchange<Value>(call: (exchange: Exchange) => Promise<Value>): Promise<Value> {
  const exchange: Exchange = {
    count: { identityEndpoint: 0, vaults: 0, arm: 0 },
    requestId: undefined,
    last: undefined,
    nextLink: undefined,
    parent: exchanges.getStore(),
  };
  return exchanges.run(exchange, () => call(exchange));
}

/** Counts one request in the running exchange and all around it. */
export function countRequest(service: keyof RequestCount): void {
  for (let exchange = exchanges.getStore(); exchange; exchange = exchange.parent)
    exchange.count[service] += 1;
}

/** The SDK's own HTTP client, with each request to `service` counted. */
export function counting(service: keyof RequestCount): HttpClient {
  const client = createDefaultHttpClient();
  return {
    sendRequest(request) {
      countRequest(service);
      return client.sendRequest(request);
    },
  };
}

/** A pipeline policy that counts each request to `service` and keeps the last answer in the running exchange. */
export function exchangePolicy(service: keyof RequestCount): PipelinePolicy {
  return {
    name: "latchkey-exchange",
    async sendRequest(request, next) {
      countRequest(service);
      const exchange = exchanges.getStore();
      if (exchange) {
        exchange.requestId = request.requestId;
        exchange.last = undefined;
      }
      const response = await next(request);
      if (exchange) {
        exchange.last = lastAnswer(response);
        exchange.nextLink = nextLinkOf(response);
      }
      return response;
    },
  };
}

function lastAnswer(response: PipelineResponse): LastAnswer {
  return {
    status: response.status,
    errorBody: response.status >= 400 ? (response.bodyAsText?.slice(0, 16_384) ?? "") : undefined,
    contentType: response.headers.get("content-type") ?? "",
    retryAfter: response.headers.get("retry-after"),
    carriedToken: response.request.headers.has("authorization"),
  };
}

function nextLinkOf(response: PipelineResponse): string | undefined {
  const isList = new URL(response.request.url).pathname === "/secrets";
  if (!isList || response.status !== 200) return undefined;
  return /"nextLink"\s*:\s*"([^"\\]+)"/.exec(response.bodyAsText?.slice(-8_192) ?? "")?.[1];
}
