import type { Basis } from "@latchkey/shared/diagnosis";
import type { CodeAnswer } from "@latchkey/shared/which-identity";
import { type CodeFacts, isSet, type Selection, select } from "./code-facts.ts";
import { endpointTexts, managedText, noEndpointText } from "./failure-texts.ts";
import type { Language, Library } from "./libraries.ts";

/** An answer with the setting that decides it. */
export type Decision = {
  answer: CodeAnswer;
  setting: string;
  value: string | null;
  because: string;
  basis: Basis;
};

/** What ManagedIdentityCredential gets when it is told `selection`; `decided` names the setting that made it so. */
export function decideManaged(
  facts: CodeFacts,
  library: Library,
  selection: { clientId: string } | null,
  decided: Pick<Decision, "setting" | "value" | "because">,
): Decision {
  const turned = workloadTurn(facts, library, selection);
  if (turned) return turned;
  const endpoint = missingEndpoint(facts, library);
  if (endpoint) return endpoint;
  return {
    ...decided,
    answer: answerFor(facts, library.language, library.errors.managed, selection),
    basis: basisOf(facts, selection),
  };
}

/** What a request with this selection brings, in the words of one language. */
export function answerFor(
  facts: CodeFacts,
  language: Language,
  errorName: string,
  selection: Selection,
): CodeAnswer {
  const selected = select(facts, selection);
  switch (selected.kind) {
    case "found":
      return { kind: "identity", identityId: selected.identity.id, name: selected.identity.name };
    case "unknown":
      return { kind: "cannot-tell", because: selected.because };
    case "none": {
      const said = selection === null ? endpointTexts.noneSelected : endpointTexts.notAssigned;
      return { kind: "failure", errorName, text: managedText(language, said) };
    }
    default:
      return selected satisfies never;
  }
}

/** Settings decide what is asked for; that the app has the identity, or has it not, ARM or the endpoint showed. */
export function basisOf(facts: CodeFacts, selection: Selection): Basis {
  if (select(facts, selection).kind === "unknown") return "environment-showed";
  return facts.complete ? "arm-showed" : "endpoint-said";
}

function workloadTurn(
  facts: CodeFacts,
  { managedTurnsToWorkload, language }: Library,
  selection: { clientId: string } | null,
): Decision | undefined {
  const file = isSet(facts, "AZURE_FEDERATED_TOKEN_FILE") && isSet(facts, "AZURE_TENANT_ID");
  const named = Boolean(selection?.clientId) || isSet(facts, "AZURE_CLIENT_ID");
  const turns = managedTurnsToWorkload === "always" || (managedTurnsToWorkload === "with-client-id" && named);
  if (!file || !turns) return undefined;
  return {
    answer: {
      kind: "other-credential",
      credential: "WorkloadIdentityCredential",
      as: "It exchanges the token in AZURE_FEDERATED_TOKEN_FILE and does not ask the identity endpoint of App Service.",
    },
    setting: "AZURE_FEDERATED_TOKEN_FILE",
    value: facts.env.AZURE_FEDERATED_TOKEN_FILE ?? null,
    because: `With this setting and AZURE_TENANT_ID${language === "java" ? "" : " and AZURE_CLIENT_ID"}, ManagedIdentityCredential itself turns to workload identity.`,
    basis: "environment-showed",
  };
}

function missingEndpoint(facts: CodeFacts, { language, errors }: Library): Decision | undefined {
  if (isSet(facts, "IDENTITY_ENDPOINT") && isSet(facts, "IDENTITY_HEADER")) return undefined;
  const missing = isSet(facts, "IDENTITY_ENDPOINT") ? "IDENTITY_HEADER" : "IDENTITY_ENDPOINT";
  const legacyOnly = isSet(facts, "MSI_ENDPOINT");
  return {
    answer: legacyOnly
      ? {
          kind: "cannot-tell",
          because:
            "only MSI_ENDPOINT is set in this process, which the libraries take for another host than App Service",
        }
      : { kind: "failure", errorName: errors.managed, text: noEndpointText(language) },
    setting: missing,
    value: null,
    because: `${missing} is not set in this process, so it does not find the identity endpoint of App Service.`,
    basis: "environment-showed",
  };
}
