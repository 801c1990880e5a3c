import { type CodeFacts, isSet } from "./code-facts.ts";
import { defaultText, developerText, unavailableText } from "./failure-texts.ts";
import type { Library } from "./libraries.ts";
import { type Decision, decideManaged } from "./managed-credential.ts";

type Chain = { environment: boolean; workload: boolean; managed: boolean; named?: string };

/**
 * What DefaultAzureCredential with nothing given gets: environment, then workload identity, then managed identity. What comes after is
 * for developers' machines and never works on App Service.
 */
export function decideDefault(facts: CodeFacts, library: Library): Decision {
  const chain = chainOf(facts, library);
  if ("answer" in chain) return chain;
  const environment = chain.environment ? environmentCredential(facts, library) : undefined;
  if (environment) return environment;
  const workload = chain.workload ? workloadCredential(facts, library) : undefined;
  if (workload) return workload;
  if (chain.managed) return managed(facts, library);
  return nothingLeft(facts, library, chain);
}

const selector = "AZURE_TOKEN_CREDENTIALS";

/** `AZURE_TOKEN_CREDENTIALS` cuts the chain down to a part, or to one credential. */
function chainOf(facts: CodeFacts, library: Library): Chain | Decision {
  const written = facts.env[selector];
  if (written === undefined || (written === "" && library.emptySelection === "as-unset"))
    return { environment: true, workload: true, managed: true };
  const trimmed = library.looseSelection ? written.trim() : written;
  const value = trimmed.toLowerCase();
  const group = library.looseSelection ? value : trimmed;
  if (group === "prod") return { environment: true, workload: true, managed: true };
  if (group === "dev") return { environment: false, workload: false, managed: false, named: "dev" };
  const named = { environment: false, workload: false, managed: false, named: value };
  if (value === "environmentcredential") return { ...named, environment: true };
  if (value === "workloadidentitycredential") return { ...named, workload: true };
  if (value === "managedidentitycredential") return { ...named, managed: true };
  if (library.developerCredentials.includes(value)) return named;
  const { errorName, text } = library.invalidSelection;
  return {
    answer: { kind: "failure", errorName, text: text(written) },
    setting: selector,
    value: written,
    because: "The library does not know this value and fails when the credential is built.",
    basis: "environment-showed",
  };
}

function environmentCredential(facts: CodeFacts, { language }: Library): Decision | undefined {
  const has = (name: string) => isSet(facts, name);
  const application = has("AZURE_CLIENT_ID") && has("AZURE_TENANT_ID");
  const tenantOptional = language === "python" || language === "java";
  const user = has("AZURE_USERNAME") && has("AZURE_PASSWORD") && has("AZURE_CLIENT_ID");
  const setting =
    application && has("AZURE_CLIENT_SECRET")
      ? "AZURE_CLIENT_SECRET"
      : application && has("AZURE_CLIENT_CERTIFICATE_PATH")
        ? "AZURE_CLIENT_CERTIFICATE_PATH"
        : user && (tenantOptional || application)
          ? "AZURE_USERNAME"
          : undefined;
  if (!setting) return undefined;
  const who =
    setting === "AZURE_USERNAME"
      ? "as the user that AZURE_USERNAME names"
      : `as the application ${facts.env.AZURE_CLIENT_ID}`;
  return {
    answer: {
      kind: "other-credential",
      credential: "EnvironmentCredential",
      as: `It signs in ${who}, not with a managed identity.`,
    },
    setting,
    value: "set",
    because:
      "The environment credential comes first, and these settings are complete; if it fails, nothing after it is tried.",
    basis: "environment-showed",
  };
}

function workloadCredential(facts: CodeFacts, { workloadNeedsAuthority }: Library): Decision | undefined {
  const needed = ["AZURE_FEDERATED_TOKEN_FILE", "AZURE_TENANT_ID", "AZURE_CLIENT_ID"];
  if (workloadNeedsAuthority) needed.push("AZURE_AUTHORITY_HOST");
  if (!needed.every((name) => isSet(facts, name))) return undefined;
  return {
    answer: {
      kind: "other-credential",
      credential: "WorkloadIdentityCredential",
      as: `It exchanges the token in AZURE_FEDERATED_TOKEN_FILE for one of the application ${facts.env.AZURE_CLIENT_ID}.`,
    },
    setting: "AZURE_FEDERATED_TOKEN_FILE",
    value: facts.env.AZURE_FEDERATED_TOKEN_FILE ?? null,
    because: "Workload identity comes before managed identity, and its settings are complete.",
    basis: "environment-showed",
  };
}

function managed(facts: CodeFacts, library: Library): Decision {
  const setting = "AZURE_CLIENT_ID";
  const written = facts.env[setting];
  const odd = written === "" ? emptyClientId(library) : undefined;
  if (odd) return odd;
  const selection = written ? { clientId: written } : null;
  const because = selection
    ? "DefaultAzureCredential asks for the user-assigned identity with this Client ID."
    : written === ""
      ? "An empty AZURE_CLIENT_ID counts as not set, so it asks for the system-assigned identity."
      : "AZURE_CLIENT_ID is not set, so it asks for the system-assigned identity; a user-assigned one is never guessed.";
  const decision = decideManaged(facts, library, selection, { setting, value: written ?? null, because });
  const { answer } = decision;
  if (answer.kind !== "failure") return decision;
  return {
    ...decision,
    answer: {
      kind: "failure",
      errorName: library.errors.default,
      text: defaultText(library.language, answer.text),
    },
  };
}

function emptyClientId({ emptyClientId: empty, errors, language }: Library): Decision | undefined {
  if (empty === "as-unset") return undefined;
  const decided = { setting: "AZURE_CLIENT_ID", value: "", basis: "environment-showed" } as const;
  if (empty === "not-known")
    return {
      ...decided,
      answer: {
        kind: "cannot-tell",
        because: "how this library takes an empty AZURE_CLIENT_ID is not documented",
      },
      because: "AZURE_CLIENT_ID is set but empty. Remove it, so that nothing depends on it.",
    };
  return {
    ...decided,
    answer: {
      kind: "failure",
      errorName: errors.default,
      text: defaultText(language, "ManagedIdentityCredential: empty managedidentity.UserAssignedClientID"),
    },
    because: "AZURE_CLIENT_ID is set but empty, which this library does not take for not set.",
  };
}

function nothingLeft(facts: CodeFacts, { language, errors }: Library, chain: Chain): Decision {
  const credential = chain.environment
    ? "EnvironmentCredential"
    : chain.workload
      ? "WorkloadIdentityCredential"
      : undefined;
  return {
    answer: {
      kind: "failure",
      errorName: errors.default,
      text: credential ? unavailableText(language, credential) : developerText(language),
    },
    setting: selector,
    value: facts.env[selector] ?? null,
    because: credential
      ? `Only ${credential} is tried, and its settings are not complete.`
      : "Only credentials of developers' machines are tried; nobody is signed in on App Service.",
    basis: "environment-showed",
  };
}
