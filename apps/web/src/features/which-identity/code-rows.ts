import type { Verdict } from "@latchkey/diagnosis/outcome-words";
import type { CodeAnswer, CodeRow, IdentityFinding } from "@latchkey/shared/which-identity";

/** A group of rows under its heading. */
export type CodeGroup = { group: CodeRow["group"]; title: string; rows: CodeRow[] };

/** The rows by group, groups and rows in the order in which they came. */
export function codeGroups(rows: readonly CodeRow[]): CodeGroup[] {
  return [...Map.groupBy(rows, ({ group }) => group)].map(([group, members]) => ({
    group,
    title: groupTitle(group),
    rows: members,
  }));
}

/** What a row would get, as a status with its words. */
export function answerVerdict(answer: CodeAnswer): Verdict {
  switch (answer.kind) {
    case "identity":
      return { status: "allowed", words: answer.name };
    case "other-credential":
      return { status: "warning", words: `No managed identity: ${answer.credential}` };
    case "failure":
      return { status: "no-token", words: answer.errorName };
    case "cannot-tell":
      return { status: "unknown", words: "Cannot tell" };
    default:
      return answer satisfies never;
  }
}

/** What the real call said of the row that this process can check, or null for the others. */
export function verificationVerdict({ verified }: CodeRow): Verdict | null {
  if (!verified) return null;
  if (verified.agrees) return { status: "allowed", words: "Verified by a real call" };
  const got =
    verified.failure ??
    (verified.observedIdentityId ? "it got another identity" : "it got an identity that is not listed");
  return { status: "warning", words: `A real call disagrees: ${got}` };
}

/** The setting that decides, with its value: `AZURE_CLIENT_ID = 18be…`, or `AZURE_CLIENT_ID is not set`. */
export function decidedByWords({ decidedBy }: CodeRow): string {
  return decidedBy.value === null
    ? `${decidedBy.setting} is not set`
    : `${decidedBy.setting} = ${decidedBy.value}`;
}

/** A language as people write it. */
export function languageWords(language: NonNullable<CodeRow["language"]>): string {
  switch (language) {
    case "javascript":
      return "JavaScript";
    case "dotnet":
      return ".NET";
    case "python":
      return "Python";
    case "java":
      return "Java";
    case "go":
      return "Go";
    default:
      return language satisfies never;
  }
}

/** How bad a finding is, as a status; its title stands beside. */
export function findingVerdict({ severity, title }: IdentityFinding): Verdict {
  switch (severity) {
    case "error":
      return { status: "denied", words: title };
    case "warning":
      return { status: "warning", words: title };
    case "information":
      return { status: "unknown", words: title };
    default:
      return severity satisfies never;
  }
}

function groupTitle(group: CodeRow["group"]): string {
  switch (group) {
    case "default-azure-credential":
      return "DefaultAzureCredential";
    case "managed-identity-credential":
      return "ManagedIdentityCredential with nothing given";
    case "app-authentication":
      return "Microsoft.Azure.Services.AppAuthentication, retired";
    case "protocol-2017":
      return "The 2017 protocol (MSI_ENDPOINT)";
    case "key-vault-references":
      return "Key Vault references";
    default:
      return group satisfies never;
  }
}
