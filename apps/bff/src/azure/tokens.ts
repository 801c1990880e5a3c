import type { AccessToken, TokenCredential } from "@azure/core-auth";
import { ManagedIdentityCredential } from "@azure/identity";
import type { TokenClaims } from "@latchkey/shared/identity";
import type { Outcome, OutcomeOf } from "@latchkey/shared/outcome";
import { type Clock, msSince } from "../clock.ts";
import type { IdentityEndpoint } from "../settings/settings.ts";
import { shownClaims } from "./claims.ts";
import { TimeLimit, within } from "./deadline.ts";
import { counting } from "./exchange.ts";
import { choiceKey, type IdentityChoice } from "./identity-choice.ts";
import { askIdentityEndpoint, type RawAnswer } from "./identity-endpoint.ts";

/** What came of asking for a token. The token itself stays inside the credential. */
export type TokenResult = {
  outcome: Outcome;
  at: string;
  tookMs: number;
  expiresAt?: string;
  claims?: TokenClaims;
};

/** Milliseconds after which a slow credential is joined by a raw request, and after which we stop waiting. */
const rawAfterMs = 1_000;
const tokenLimitMs = 5_000;

/** Tokens of this process's managed identities, one credential per identity, one flight per question. */
export type Tokens = {
  /** Asks for (or takes from the SDK's cache) a token for `audience`, a resource URI without trailing slash. Never throws. */
  obtain(choice: IdentityChoice, audience: string): Promise<TokenResult>;
  /** A credential that gives tokens for `audience` only, whatever a challenge asks for. */
  credentialFor(choice: IdentityChoice, audience: string): TokenCredential;
};

export function createTokens(endpoint: IdentityEndpoint | undefined, clock: Clock): Tokens {
  const credentials = new Map<string, ManagedIdentityCredential>();
  const flights = new Map<string, Promise<TokenResult>>();

  const credentialOf = (choice: IdentityChoice): ManagedIdentityCredential => {
    const key = choiceKey(choice);
    const credential = credentials.get(key) ?? newCredential(choice);
    credentials.set(key, credential);
    return credential;
  };

  return {
    obtain(choice, audience) {
      const key = `${choiceKey(choice)} ${audience}`;
      const underWay = flights.get(key);
      if (underWay) return underWay;
      const flight = obtainOnce(endpoint, clock, () => credentialOf(choice), choice, audience);
      flights.set(key, flight);
      flight.finally(() => flights.delete(key));
      return flight;
    },
    credentialFor(choice, audience) {
      const scope = `${audience}/.default`;
      return {
        getToken(scopes) {
          const asked = Array.isArray(scopes) ? scopes[0] : scopes;
          if (asked !== scope) throw new Error("A token was asked for another audience.");
          return credentialOf(choice).getToken(scope);
        },
      };
    },
  };
}

// The first credential of the process fixes retries and client for all later ones (MSAL keeps them in process-wide statics).
function newCredential({ clientId }: IdentityChoice): ManagedIdentityCredential {
  const options = {
    retryOptions: { maxRetries: 0 },
    // Not by `additionalPolicies`: this credential replaces those with its own.
    httpClient: counting("identityEndpoint"),
  };
  return clientId === undefined
    ? new ManagedIdentityCredential(options)
    : new ManagedIdentityCredential({ ...options, clientId });
}

async function obtainOnce(
  endpoint: IdentityEndpoint | undefined,
  clock: Clock,
  credential: () => ManagedIdentityCredential,
  choice: IdentityChoice,
  audience: string,
): Promise<TokenResult> {
  const startedMs = clock.elapsedMs();
  const at = clock.now().toISOString();
  const finish = (rest: Omit<TokenResult, "at" | "tookMs">): TokenResult => ({
    at,
    tookMs: msSince(clock, startedMs),
    ...rest,
  });
  if (!endpoint) return finish({ outcome: { kind: "no-token", why: "endpoint-absent" } });
  const stop = new AbortController();
  const ask = () => askIdentityEndpoint(endpoint, choice.clientId, audience, stop.signal);
  try {
    const race = raceRawAnswer(credential, `${audience}/.default`, ask);
    const token = await within(tokenLimitMs, race);
    return finish("kind" in token ? { outcome: token } : usableToken(token, clock.now()));
  } catch (error) {
    const why: OutcomeOf<"no-token">["why"] = error instanceof TimeLimit ? "time-out" : "library-failed";
    return finish({ outcome: { kind: "no-token", why } });
  } finally {
    stop.abort();
  }
}

/** The credential's token, or why there is none. A raw request starts when the credential fails or has taken a second. */
async function raceRawAnswer(
  credential: () => ManagedIdentityCredential,
  scope: string,
  ask: () => Promise<RawAnswer>,
): Promise<AccessToken | OutcomeOf<"no-token">> {
  let entraCode: string | undefined;
  const viaLibrary: Promise<AccessToken | undefined> = Promise.resolve()
    .then(() => credential().getToken(scope))
    .catch((error: unknown) => {
      entraCode = entraCodeOf(error);
      return undefined;
    });
  const first = await Promise.race([viaLibrary, sleep(rawAfterMs).then(() => "slow" as const)]);
  if (first && first !== "slow") return first;
  const asked = ask();
  const viaEither: Promise<AccessToken | RawAnswer> = viaLibrary.then(
    async (token) => token ?? (await asked),
  );
  const raw = await (first === "slow" ? Promise.race([asked, viaEither]) : asked);
  if ("token" in raw || raw.kind === "no-token") return raw;
  return (
    (await viaLibrary) ?? { kind: "no-token", why: "library-failed", ...(entraCode && { code: entraCode }) }
  );
}

/** Entra's error number, which is all that is taken from an SDK error's message. */
function entraCodeOf(error: unknown): string | undefined {
  return error instanceof Error ? /\bAADSTS\d{5,7}\b/.exec(error.message)?.[0] : undefined;
}

function usableToken(token: AccessToken, now: Date): Omit<TokenResult, "at" | "tookMs"> {
  const claims = shownClaims(token.token);
  if (token.expiresOnTimestamp <= now.getTime()) {
    return {
      outcome: { kind: "no-token", why: "expired-token" },
      expiresAt: instant(token.expiresOnTimestamp),
      ...(claims && { claims }),
    };
  }
  if (!claims) return { outcome: { kind: "no-token", why: "malformed-answer" } };
  return {
    outcome: { kind: "allowed", proof: "token-obtained" },
    expiresAt: instant(token.expiresOnTimestamp),
    claims,
  };
}

function instant(epochMs: number): string {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
