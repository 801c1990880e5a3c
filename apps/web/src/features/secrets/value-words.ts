import type { ValueFinding, ValueKind } from "@latchkey/shared/secret";

/** What a value looks like, as the end of "Looks like …". */
export function valueKindWords(kind: ValueKind): string {
  switch (kind) {
    case "empty":
      return "nothing: it is empty";
    case "text":
      return "plain text";
    case "connection-string":
      return "a connection string";
    case "json":
      return "JSON";
    case "pem":
      return "a PEM block (key or certificate)";
    case "guid":
      return "a GUID";
    case "url":
      return "a URL";
    case "jwt":
      return "a JSON Web Token";
    case "key-vault-reference":
      return "a Key Vault reference";
    default:
      return kind satisfies never;
  }
}

/** What is wrong with a value, without showing it. */
export function valueFindingWords(finding: ValueFinding): string {
  switch (finding) {
    case "empty":
      return "The value is empty.";
    case "leading-white-space":
      return "It begins with white space.";
    case "trailing-white-space":
      return "It ends with white space.";
    case "line-break-at-end":
      return "It ends with a line break, as text pasted or piped from a file often does.";
    case "placeholder":
      return "It looks like a placeholder that was never replaced.";
    case "unresolved-reference":
      return "It is a Key Vault reference, which is not resolved inside a secret.";
    case "expired-jwt":
      return "The token inside has expired.";
    case "expired-certificate":
      return "The certificate inside has expired.";
    default:
      return finding satisfies never;
  }
}
