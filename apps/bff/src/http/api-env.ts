import type { SignedIn } from "../signed-in.ts";

/** What every request carries through the handlers. `person` is there on every route that is not public. */
export type ApiEnv = {
  Variables: { requestId: string; person: SignedIn; secureHeadersNonce?: string };
};
