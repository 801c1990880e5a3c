import type { OutcomeOf } from "@latchkey/shared/outcome";

/**
 * Who refuses, by `error.innererror.code` of a vault's 403.
 * Source: Microsoft Learn, "Azure Key Vault REST API error codes"; recorded bodies of the service.
 */
const refusalCodes = {
  AccessDenied: "access-policy",
  ForbiddenByPolicy: "access-policy",
  ForbiddenByRbac: "rbac",
  ForbiddenByFirewall: "firewall",
  ForbiddenByConnection: "private-link",
  SecretDisabled: "secret-disabled",
} as const satisfies Record<string, OutcomeOf<"denied">["by"]>;

export type RefusalCode = keyof typeof refusalCodes;

/** Whom the code names as the one who refuses; `other` for a code that is not known. */
export function refusedBy(innerCode: string | undefined): OutcomeOf<"denied">["by"] {
  return innerCode !== undefined && Object.hasOwn(refusalCodes, innerCode)
    ? refusalCodes[innerCode as RefusalCode]
    : "other";
}
