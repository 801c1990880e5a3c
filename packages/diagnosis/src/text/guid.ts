/** The form of a GUID, lower case, for building expressions. */
export const guidForm = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

const wholeGuid = new RegExp(`^${guidForm}$`, "i");

export function isGuid(text: string): boolean {
  return wholeGuid.test(text);
}
