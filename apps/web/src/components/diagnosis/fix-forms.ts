import type { Fix } from "@latchkey/shared/diagnosis";

/** A way to do a fix: lines to run or paste, or a place in the portal. */
export type FixForm =
  | { id: "bash" | "powershell" | "bicep"; label: string; text: string }
  | { id: "portal"; label: string; link: { label: string; url: string } };

/** The forms that a fix or a step has, in the order of the tabs. A link that is not https is left out. */
export function fixForms({ commands, bicep, portal }: Pick<Fix, "commands" | "bicep" | "portal">): FixForm[] {
  const forms: FixForm[] = [];
  if (commands.bash.trim()) forms.push({ id: "bash", label: "Bash", text: commands.bash });
  if (commands.powershell.trim())
    forms.push({ id: "powershell", label: "PowerShell", text: commands.powershell });
  if (bicep?.trim()) forms.push({ id: "bicep", label: "Bicep", text: bicep });
  if (portal && isWebLink(portal.url)) forms.push({ id: "portal", label: "Portal", link: portal });
  return forms;
}

function isWebLink(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === "https:";
}
