import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Emulator } from "../start.ts";

export type Reply = {
  status: number;
  /** Header names as they were written on the wire. */
  headerNames: string[];
  headers: Record<string, string | undefined>;
  body: string;
};

type Question = { path: string; method?: string; headers?: Record<string, string> };

/** The loopback port that stands for the Azure hosts. */
export const azurePort = (emulator: Emulator): number =>
  Number(/=127\.0\.0\.1:(\d+)/.exec(emulator.appEnvironment().LATCHKEY_CONNECT_TO ?? "")?.[1]);

async function readReply(response: IncomingMessage): Promise<Reply> {
  let body = "";
  for await (const chunk of response) body += String(chunk);
  return {
    status: response.statusCode ?? 0,
    headerNames: response.rawHeaders.filter((_, index) => index % 2 === 0),
    headers: response.headers as Record<string, string | undefined>,
    body,
  };
}

/** One request to an imitated Azure host, with the name checked against the desk cloud's certificate. */
export const askAzure = (
  emulator: Emulator,
  host: string,
  { path, method = "GET", headers = {} }: Question,
) =>
  new Promise<Reply>((resolve, reject) => {
    const outgoing = httpsRequest(
      {
        host: "127.0.0.1",
        port: azurePort(emulator),
        servername: host,
        ca: emulator.caCertificate,
        agent: false,
        path,
        method,
        headers: { Host: host, ...headers },
      },
      (response) => readReply(response).then(resolve, reject),
    );
    outgoing.on("error", reject);
    outgoing.end();
  });

/** One plain request, to the identity endpoint, the front door or the control server. */
export const askUrl = (
  url: string,
  { method = "GET", headers = {}, body }: Omit<Question, "path"> & { body?: string } = {},
) =>
  new Promise<Reply>((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers, agent: false }, (response) =>
      readReply(response).then(resolve, reject),
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });

/** A token from the identity endpoint, for the identity that `query` selects. @throws when none is given. */
export async function askToken(emulator: Emulator, query: Record<string, string> = {}): Promise<string> {
  const { IDENTITY_ENDPOINT, IDENTITY_HEADER = "" } = emulator.appEnvironment();
  const search = new URLSearchParams({
    "api-version": "2019-08-01",
    resource: "https://vault.azure.net",
    ...query,
  });
  const reply = await askUrl(`${IDENTITY_ENDPOINT}?${search}`, {
    headers: { "X-IDENTITY-HEADER": IDENTITY_HEADER },
  });
  if (reply.status !== 200) throw new Error(`The identity endpoint answered ${reply.status}: ${reply.body}`);
  const { access_token } = JSON.parse(reply.body) as { access_token: string };
  return access_token;
}
