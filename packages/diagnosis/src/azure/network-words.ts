/** ARM's words for a vault's network rules, whose letter case it does not keep to. Absent means open, as Key Vault takes it. */
export const publicAccessOf = (written: string | undefined): "Enabled" | "Disabled" =>
  written?.toLowerCase() === "disabled" ? "Disabled" : "Enabled";

export const defaultActionOf = (written: string | undefined): "Allow" | "Deny" =>
  written?.toLowerCase() === "deny" ? "Deny" : "Allow";
