import type { Fix } from "@latchkey/shared/diagnosis";
import type { FixContext } from "../fix-context.ts";
import { type Command, inShells } from "./shell.ts";

/** A fix before its commands are quoted. */
export type FixDraft = Omit<Fix, "commands"> & { commands: readonly Command[] };
export type FixMaker = (context: FixContext) => FixDraft;

/** How long changes take, with where that is known from. */
export const effects = {
  restart: "After the restart that the change causes: about a minute.",
  policy: "Within a minute: access policies are read on every call.",
  // Microsoft Learn, Troubleshoot Azure RBAC.
  role: "Within 10 minutes as a rule; the vault checks roles on every call, so no new token is needed.",
  network: "Within a few minutes.",
  now: "At once.",
} as const;

/** The parts that a fix without any command has in common. */
export function advice(parts: {
  summary: string;
  changes: string;
  effectiveAfter: string;
  risk: string;
  note?: string;
}): FixDraft {
  return { commands: [], undo: "Undo the change in the code or the setting.", ...parts };
}

/**
 * The change that repairs a cause, with this app's own ids and every value quoted for its shell; a value that is not known
 * stands as a `<placeholder>`. It never takes access away.
 */
export function writeFix(maker: FixMaker, context: FixContext): Fix {
  const { commands, ...rest } = maker(context);
  return { ...rest, commands: inShells(commands) };
}
