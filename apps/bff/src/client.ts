import { hc } from "hono/client";
import type { AppType } from "./app.ts";

const client = (address: string) => hc<AppType>(address);

/**
 * The API as `hc` from "hono/client" gives it to the page, worked out. Its type is inferred and not named on purpose: emitted as a
 * declaration it stands alone, without the BFF and the Azure SDKs that it was worked out from (`scripts/check-app-types.ts`).
 */
export type ApiClient = ReturnType<typeof client>;
