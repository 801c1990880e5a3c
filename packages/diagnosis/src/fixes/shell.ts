/** A command as its words, or a comment line; both are the same in every shell until they are quoted. */
export type Command = readonly string[] | { comment: string };

const plainWord = /^[A-Za-z0-9_./:=@%+,-]+$/;
/** PowerShell also gives `@`, `,` and `%` a meaning at some places. */
const plainPowershellWord = /^[A-Za-z0-9_./:=+-]+$/;

/** One word for bash: unchanged when it is harmless, else in single quotes, in which nothing has a meaning. */
export function quoteBash(word: string): string {
  const text = word.replaceAll("\u0000", "");
  return plainWord.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * One word for PowerShell: in single quotes, a quotation mark doubled. PowerShell takes the typographic ones for the same
 * (Microsoft Learn, about_Quoting_Rules), so these are doubled too.
 */
export function quotePowershell(word: string): string {
  const text = word.replaceAll("\u0000", "");
  return plainPowershellWord.test(text)
    ? text
    : `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, (mark) => mark + mark)}'`;
}

/** A call of az: its verbs, then options. */
export function az(verbs: string, ...options: (string | readonly string[])[]): string[] {
  return ["az", ...verbs.split(" "), ...options.flat()];
}

/** The commands for both shells, one a line. */
export function inShells(commands: readonly Command[]): { bash: string; powershell: string } {
  const write = (quote: (word: string) => string): string =>
    commands
      .map((command) =>
        "comment" in command ? `# ${command.comment.replace(/\s+/g, " ")}` : command.map(quote).join(" "),
      )
      .join("\n");
  return { bash: write(quoteBash), powershell: write(quotePowershell) };
}

/**
 * A command inside a sentence, which may be pasted into either shell: what needs no quoting stays, what a single-quoted
 * string holds alike in both is quoted, and a value with quotation marks in it is left for the reader to put in.
 */
export function inProse(words: readonly string[]): string {
  return words
    .map((given) => {
      const word = given.replaceAll("\u0000", "");
      if (plainPowershellWord.test(word)) return word;
      return /['\u2018\u2019\u201a\u201b\r\n]/.test(word) ? "'<same-value-as-above>'" : `'${word}'`;
    })
    .join(" ");
}

/** An option and its value. A value that begins with a dash would be read as another option, so it is joined with `=`. */
export function option(name: string, value: string): string[] {
  return value.startsWith("-") ? [`${name}=${value}`] : [name, value];
}

/** A string in Bicep: backslash, quotation mark, `${` and line breaks have a meaning there. */
export function bicepString(value: string): string {
  const escaped = value
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    .replaceAll("${", "\\${")
    .replaceAll("\r", "\\r")
    .replaceAll("\n", "\\n");
  return `'${escaped}'`;
}
