import { vaultOperations } from "@latchkey/shared/operations";
import type { SettledFacts } from "../facts.ts";
import type { FoundInText } from "../text/read-text.ts";
import { type Sighting, type Sign, sighting } from "./sign.ts";

/** A status or a word of refusal that says no more: the weakest sign, and none where something says more. */
type BareStatus = {
  sign: Sign;
  status: number;
  operations: readonly string[];
  /** Words of a text that say the same, unless it is about one of these. */
  words?: { form: RegExp; unlessAbout: readonly Sign[] };
  saysMore: readonly Sign[];
};

const bareStatuses: readonly BareStatus[] = [
  {
    sign: "vault-forbidden",
    status: 403,
    operations: vaultOperations,
    words: {
      form: /access (?:is )?denied|forbidden/,
      unlessAbout: ["about-imds", "about-endpoint", "imds-forbidden-socket"],
    },
    saysMore: [
      "rbac-denied",
      "policy-denied",
      "policy-compound",
      "firewall-denied",
      "connection-denied",
      "connection-of-other-vault",
      "secret-disabled",
      "secret-outside-validity",
    ],
  },
  {
    sign: "endpoint-bad-request",
    status: 400,
    operations: ["token"],
    saysMore: [
      "endpoint-loads-none",
      "endpoint-id-not-found",
      "endpoint-several-identities",
      "imds-identity-not-found",
      "endpoint-identity-not-assigned",
      "endpoint-fetch-failed",
      "entra-refused-client",
      "entra-refused-assertion",
      "entra-tenant-unknown",
      "entra-resource-unknown",
      "entra-scope-invalid",
      "entra-client-not-in-tenant",
      "proxy-configured",
      "proxy-answered",
      "library-demands-tenant",
    ],
  },
];

/** The signs with those of a bare status added. A library that only says "forbidden" adds nothing to a vault that says why. */
export function withBareStatuses(
  seen: ReadonlyMap<Sign, Sighting>,
  facts: SettledFacts,
  found: FoundInText,
): ReadonlyMap<Sign, Sighting> {
  const signs = new Map(seen);
  for (const bare of bareStatuses) {
    const saysMore = bare.saysMore.some((sign) => signs.has(sign));
    const quote = quoteOf(bare, signs, facts, found);
    if (saysMore && bare.words) signs.delete(bare.sign);
    else if (!saysMore && quote)
      signs.set(bare.sign, sighting(bare.sign, quote, facts.httpStatus === bare.status));
  }
  return signs;
}

function quoteOf(
  { status, operations, words }: BareStatus,
  signs: ReadonlyMap<Sign, Sighting>,
  facts: SettledFacts,
  { lower }: FoundInText,
): string | undefined {
  if (!operations.includes(facts.operation ?? "")) return undefined;
  if (facts.httpStatus === status) return `HTTP ${status}`;
  if (!words || words.unlessAbout.some((sign) => signs.has(sign))) return undefined;
  return words.form.exec(lower)?.[0];
}
