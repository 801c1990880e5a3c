import type { ObservedVault, Vault } from "@latchkey/shared/vault";
import { counted } from "../../lib/format-number.ts";

/** The page's answer: how many vaults, and by which permission model they are guarded. */
export function vaultsHeadline(vaults: ObservedVault[]): string {
  if (vaults.length === 0) return "No vault is configured";
  if (vaults.every(({ permissionModel }) => permissionModel.state === "unknown")) {
    return `${counted(vaults.length, "vault")}; what guards ${vaults.length === 1 ? "it" : "them"} is unknown`;
  }
  const models = vaults.map(({ permissionModel }) =>
    permissionModel.state === "known" ? permissionModel.value : "unknown",
  );
  const of = (model: string) => models.filter((candidate) => candidate === model).length;
  const parts = [
    [of("rbac"), "by Azure RBAC"],
    [of("access-policy"), "by access policies"],
    [of("unknown"), "unknown how"],
  ] as const;
  const told = parts.filter(([count]) => count > 0);
  const only = told.length === 1 ? told[0] : undefined;
  const guarded = only ? only[1] : told.map(([count, words]) => `${count} ${words}`).join(", ");
  const are = vaults.length === 1 ? "is" : "are";
  return `${counted(vaults.length, "vault")} ${are} guarded${only ? " " : ": "}${guarded}`;
}

type Known<Fact> = Extract<Fact, { state: "known" }> extends { value: infer Value } ? Value : never;

/** The network rules as the portal names them, and what they let through. */
export function networkWords(rules: Known<Vault["network"]>): string {
  const endpoints = counted(rules.privateEndpoints, "private endpoint");
  if (rules.publicNetworkAccess.toLowerCase() === "disabled")
    return `Public access is disabled; ${endpoints}.`;
  const bypass =
    rules.bypass === "AzureServices"
      ? " Trusted Microsoft services may bypass the firewall; App Service is not one of them."
      : "";
  if (rules.defaultAction.toLowerCase() === "allow") return `Public access from all networks; ${endpoints}.`;
  const ranges = counted(rules.ipRules.length, "IP range");
  const networks = counted(rules.virtualNetworkRules.length, "virtual network rule");
  return `Public access from specific networks only: ${ranges}, ${networks}; ${endpoints}.${bypass}`;
}

/** What DNS answered for the vault's name, seen from this app. */
export function dnsWords({ kind, addresses }: Known<ObservedVault["dns"]>): string {
  switch (kind) {
    case "public":
      return `Public: ${addresses.join(", ")}`;
    case "private":
      return `Private: ${addresses.join(", ")}`;
    case "none":
      return "No address. The name does not exist in the DNS that this app asks.";
    default:
      return kind satisfies never;
  }
}

/** Soft delete in words. */
export function softDeleteWords({ enabled, retentionDays }: Known<Vault["softDelete"]>): string {
  if (!enabled) return "Off";
  return retentionDays === null ? "On" : `On, kept for ${counted(retentionDays, "day")}`;
}
