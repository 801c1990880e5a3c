/** A piece of a command: `own` is a value of this app's own, `remark` a comment to the end of its line. */
export type CommandPart = { kind: "plain" | "own" | "remark"; text: string };

/** Quoted values, GUIDs and resource IDs are this app's own part; comments follow a blank or begin a line. */
const ownOrRemark = new RegExp(
  [
    String.raw`'(?:[^'\n]|'')*'`,
    String.raw`"(?:[^"\\\n]|\\.)*"`,
    String.raw`\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b`,
    String.raw`(?<=\s)/subscriptions/\S+`,
    String.raw`(?:^|(?<=\s))(?:#|//).*`,
  ].join("|"),
  "gm",
);

/** Splits a command or a Bicep fragment for drawing. The pieces put together are the command again. */
export function commandParts(command: string): CommandPart[] {
  const parts: CommandPart[] = [];
  let from = 0;
  for (const match of command.matchAll(ownOrRemark)) {
    if (match.index > from) parts.push({ kind: "plain", text: command.slice(from, match.index) });
    parts.push({ kind: /^(?:#|\/\/)/.test(match[0]) ? "remark" : "own", text: match[0] });
    from = match.index + match[0].length;
  }
  if (from < command.length) parts.push({ kind: "plain", text: command.slice(from) });
  return parts;
}
