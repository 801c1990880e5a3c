import { isPeoplesTool, microsoftApplications } from "../azure/ids.ts";
import type { SettledFacts } from "../facts.ts";
import { codeFieldNeedle, findAll, type Needle, phraseNeedle, wordNeedle } from "../text/find-all.ts";
import { isGuid } from "../text/guid.ts";
import { harmlessQuote } from "../text/harmless-quote.ts";
import { type FoundInText, quoteAround, readText } from "../text/read-text.ts";
import { withBareStatuses } from "./bare-status.ts";
import { cloudSigns } from "./cloud-signs.ts";
import { aadstsSigns, akvSigns, codeSigns, fieldOnlyCodes } from "./codes.ts";
import { comparisonSigns } from "./comparison-signs.ts";
import { connectionStringSigns, environmentSigns } from "./fact-signs.ts";
import { librarySigns } from "./library-signs.ts";
import { outcomeSigns } from "./outcome-signs.ts";
import { entraPhrases } from "./phrases/entra-phrases.ts";
import { identityPhrases } from "./phrases/identity-phrases.ts";
import { networkPhrases } from "./phrases/network-phrases.ts";
import { vaultPhrases } from "./phrases/vault-phrases.ts";
import { referencesInText } from "./reference-signs.ts";
import { type Sighting, type Sign, sighting, signs } from "./sign.ts";

const phrases = [...identityPhrases, ...vaultPhrases, ...networkPhrases, ...entraPhrases].flatMap(
  ({ rows }) => rows,
);

/** Everything that is looked for in a text, each with the sign that it is. */
const wanted: readonly { sign: Sign; needle: Needle }[] = [
  ...Object.entries(codeSigns).map(([code, sign]) => ({
    sign,
    needle: fieldOnlyCodes.has(code) ? codeFieldNeedle(code) : wordNeedle(code),
  })),
  ...phrases.map(([sign, ...pieces]) => ({ sign, needle: phraseNeedle(pieces) })),
];
const needles = wanted.map(({ needle }) => needle);

/**
 * Every sign in the facts, by name, structured ones first. A sign read out of the text is left out when a structured one of
 * its family was seen: fields decide before wording does.
 */
export function readSigns(
  facts: SettledFacts,
  found: FoundInText = readText(facts.raw ?? ""),
): ReadonlyMap<Sign, Sighting> {
  const structured = [
    ...(facts.steps ?? []).flatMap(({ operation, outcome }) => outcomeSigns(operation, outcome)),
    ...fieldSigns(facts.errorCode),
    ...fieldSigns(facts.innerCode),
    ...environmentSigns(facts.env ?? {}),
    ...comparisonSigns(facts),
    ...cloudSigns(facts),
    ...librarySigns(facts.library),
    ...credentialSigns(facts.credential),
    ...callerSigns(facts.caller?.clientId),
  ];
  const families = new Set(structured.map(({ sign }) => signs[sign].family));
  const inText = textSigns(found);
  const fromText = inText.filter(({ sign }) => !families.has(signs[sign].family));
  const unique = new Map<Sign, Sighting>();
  for (const one of [...structured, ...fromText]) {
    if (!unique.has(one.sign)) unique.set(one.sign, quoted(one, inText));
  }
  return withBareStatuses(unique, facts, found);
}

/** A code is short; where the text says the same, it is quoted beside it. */
function quoted(one: Sighting, inText: Sighting[]): Sighting {
  const quote = harmlessQuote(one.quote);
  const said = one.structured ? inText.find(({ sign }) => sign === one.sign) : undefined;
  const alsoSaid = said && harmlessQuote(said.quote);
  return alsoSaid && alsoSaid !== quote ? { ...one, quote, alsoSaid } : { ...one, quote };
}

function fieldSigns(code: string | undefined): Sighting[] {
  if (!code) return [];
  const known = code.toLowerCase();
  const sign = Object.hasOwn(codeSigns, known) ? codeSigns[known] : undefined;
  if (sign) return [sighting(sign, code, true)];
  return numberedSigns(
    code.toUpperCase(),
    /AADSTS(\d{4,7})/.exec(code.toUpperCase())?.[1],
    /AKV(\d{5})/.exec(code.toUpperCase())?.[1],
  );
}

function numberedSigns(quote: string, aadsts: string | undefined, akv: string | undefined): Sighting[] {
  if (aadsts) {
    const first = sighting(aadstsSigns[aadsts] ?? "entra-refused-client", quote, true);
    return aadsts === "700016" ? [first, sighting("entra-client-not-in-tenant", quote, true)] : [first];
  }
  return akv ? [sighting(akvSigns[akv] ?? "vault-bad-token", quote, true)] : [];
}

function credentialSigns(credential: string | undefined): Sighting[] {
  if (!credential) return [];
  if (
    /clientsecret|clientcertificate|environmentcredential|clientassertion|workloadidentity/i.test(credential)
  )
    return [sighting("credential-service-principal", credential, true)];
  return /cli|visualstudio|powershell|developer|interactive/i.test(credential)
    ? [sighting("credential-developer-tool", credential, true)]
    : [];
}

function callerSigns(clientId: string | undefined): Sighting[] {
  const id = clientId?.toLowerCase() ?? "";
  return isPeoplesTool(id)
    ? [sighting("credential-developer-tool", `the caller is ${microsoftApplications[id] ?? id}`, true)]
    : [];
}

function textSigns(found: FoundInText): Sighting[] {
  const { text, lower } = found;
  const numbers = [
    ...found.aadsts.flatMap((number) => numberedSigns(quoteOf(found, `aadsts${number}`), number, undefined)),
    ...found.akv.flatMap((number) => numberedSigns(quoteOf(found, `akv${number}`), undefined, number)),
  ];
  const strings = found.connectionStrings.flatMap((value) =>
    connectionStringSigns("connection string", value, false),
  );
  const worded = findAll(lower, needles).flatMap((hit, index) => {
    const sign = wanted[index]?.sign;
    return hit && sign ? [sighting(sign, quoteAround(text, hit.at, hit.length), false)] : [];
  });
  return dropSilenced([
    ...numbers,
    ...strings,
    ...referencesInText(found),
    ...strangeClient(found),
    ...worded,
  ]);
}

/** AADSTS700016 quotes the id that it was given: a placeholder or a resource ID was never an application. */
function strangeClient({ text, lower }: FoundInText): Sighting[] {
  const phrase = "application with identifier '";
  const at = lower.indexOf(phrase);
  const given = at < 0 ? undefined : lower.slice(at + phrase.length, at + phrase.length + 200).split("'")[0];
  if (given === undefined || isGuid(given)) return [];
  return /redacted|^[x*.-]+$|masked/.test(given)
    ? []
    : [sighting("entra-client-not-a-guid", quoteAround(text, at, phrase.length), false)];
}

/** Numbered errors are as good as a field wherever they stand, so they silence phrases of their family. */
function dropSilenced(found: Sighting[]): Sighting[] {
  const numbered = new Set(
    found.filter(({ structured }) => structured).map(({ sign }) => signs[sign].family),
  );
  return found.filter(({ sign, structured }) => structured || !numbered.has(signs[sign].family));
}

function quoteOf({ text, lower }: FoundInText, needle: string): string {
  const at = lower.indexOf(needle);
  return at < 0 ? needle : quoteAround(text, at, needle.length);
}
