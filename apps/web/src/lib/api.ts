import type { ApiClient } from "@latchkey/bff/client";
import { hc } from "hono/client";

/** The backend that served this page. Every call carries `x-latchkey`, which it asks of each POST. */
export const { api } = typed(hc("/", { headers: { "x-latchkey": "1" } }));

// `hc<AppType>` would give this type and read the whole backend for it, the Azure SDKs included; the backend has worked it out once.
function typed(client: unknown): ApiClient {
  return client as ApiClient;
}
