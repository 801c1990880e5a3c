/** A setting that cannot be used. The message is one line: the setting, what was found, what is allowed. */
export class SettingError extends Error {
  override name = "SettingError";

  constructor(setting: string, found: string, allowed: string) {
    super(`${setting} is ${shown(found)}, but must be ${allowed}.`);
  }
}

function shown(found: string): string {
  const oneLine = JSON.stringify(found.length > 120 ? `${found.slice(0, 120)}…` : found);
  return found === "" ? "empty" : oneLine;
}
