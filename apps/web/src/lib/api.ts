import type { AppType } from "@latchkey/bff/app";
import { hc } from "hono/client";

/** The backend that served this page. Every call carries `x-latchkey`, which it asks of each POST. */
export const { api } = hc<AppType>("/", { headers: { "x-latchkey": "1" } });
