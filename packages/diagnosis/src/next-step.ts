import type { OutcomeOf } from "@latchkey/shared/outcome";
import type { Tried } from "./describe-outcome.ts";

/** What a person can do about an outcome, in one sentence; null when there is nothing to do or we do not know. */
export function nextStep({ operation, outcome, named = false }: Tried): string | null {
  switch (outcome.kind) {
    case "denied":
      return afterDenial(outcome.by, operation === "list" ? "List" : "Get", named);
    case "no-token":
      return afterNoToken(outcome.why);
    case "unreachable":
      return outcome.why === "dns"
        ? "Check the vault's name in the settings, and what DNS answers for it under Vaults."
        : "Check the network path from this app to the vault, then check again.";
    case "throttled":
      return `Wait ${outcome.retryAfterSeconds ?? 10} s, then check again.`;
    case "token-rejected":
      return "Compare the tenant of the token under Identities with the tenant of the vault.";
    case "secret-not-found":
      return "Check the name, or recover the deleted secret.";
    case "unexpected":
      return "Check again; if it stays, look for a proxy between this app and the vault.";
    case "allowed":
    case "unknown":
      return null;
    default:
      return outcome satisfies never;
  }
}

function afterDenial(
  by: OutcomeOf<"denied">["by"],
  permission: "List" | "Get",
  named: boolean,
): string | null {
  switch (by) {
    case "access-policy":
      return `Give the identity's Object (principal) ID the secret permission ${permission} in the vault's access policies.`;
    case "rbac":
      return `Assign the role Key Vault Secrets User to the identity's Object (principal) ID on ${named ? "this secret or its vault" : "this vault"}.`;
    case "firewall":
      return "Admit the app's outbound addresses in the vault's firewall, or reach the vault over a virtual network.";
    case "private-link":
      return "Reach the vault over its private endpoint: the app needs virtual network integration and the private DNS zone.";
    case "secret-disabled":
      return "Enable the secret in the vault, or use another version.";
    case "other":
      return null;
    default:
      return by satisfies never;
  }
}

function afterNoToken(why: OutcomeOf<"no-token">["why"]): string | null {
  switch (why) {
    case "not-assigned":
      return "Assign the identity to this app and slot, or correct the Client ID in the setting that names it.";
    case "none-selected":
      return "Select an identity: set AZURE_CLIENT_ID to the Client ID of one that is assigned, or switch the system-assigned identity on.";
    case "endpoint-absent":
      return "Assign a managed identity to this app and slot; App Service then gives the process an identity endpoint.";
    case "endpoint-unreachable":
    case "endpoint-failing":
    case "time-out":
    case "malformed-answer":
      return "Check again; if it stays, restart the app so that App Service starts its identity endpoint anew.";
    case "throttled":
      return "Wait a moment, then check again.";
    case "expired-token":
    case "library-failed":
      return null;
    default:
      return why satisfies never;
  }
}
