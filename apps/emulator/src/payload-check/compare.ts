/** An answer of Azure's as a payload file keeps it; a file without `response` is the body itself. */
export type Expected = { status?: number; headers: string[]; body?: unknown };

export type Actual = { status: number; headers: string[]; body: unknown };

/** Members whose keys are data (names of tags, ids), not shape: only the values are compared. */
const mapMembers = new Set(["userAssignedIdentities"]);
const freeMembers = new Set(["tags"]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Where `actual` lacks a member that `expected` has; of arrays the first items are compared. */
function missingMembers(expected: unknown, actual: unknown, path: string): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path} is no list`];
    const bothFilled = expected.length > 0 && actual.length > 0;
    return bothFilled ? missingMembers(expected[0], actual[0], `${path}[0]`) : [];
  }
  if (!isObject(expected)) return [];
  if (!isObject(actual)) return actual === null ? [] : [`${path} is no object`];
  return Object.entries(expected).flatMap(([name, value]) => {
    const here = `${path}.${name}`;
    if (!(name in actual)) return [`${here} is missing`];
    if (freeMembers.has(name)) return [];
    if (mapMembers.has(name)) {
      return missingMembers(
        Object.values(value as object)[0],
        Object.values(actual[name] as object)[0],
        `${here}.*`,
      );
    }
    return missingMembers(value, actual[name], here);
  });
}

/** Values that are codes and must be equal, wherever they stand in the body. */
const codeMembers = new Set(["code", "statusCode", "StatusCode", "Message"]);

function differentCodes(expected: unknown, actual: unknown, path: string): string[] {
  if (!isObject(expected) || !isObject(actual)) return [];
  return Object.entries(expected).flatMap(([name, value]) => {
    const here = `${path}.${name}`;
    const differs = codeMembers.has(name) && value !== actual[name];
    const inner = differentCodes(value, actual[name], here);
    return differs
      ? [`${here} is ${JSON.stringify(actual[name])}, not ${JSON.stringify(value)}`, ...inner]
      : inner;
  });
}

/** Every difference that counts, one sentence each; empty when the answers are of the same make. */
export function compareAnswers(expected: Expected, actual: Actual): string[] {
  const sent = new Set(actual.headers.map((name) => name.toLowerCase()));
  const lacking = expected.headers.filter((name) => !sent.has(name.toLowerCase()));
  return [
    ...(expected.status === undefined || expected.status === actual.status
      ? []
      : [`status is ${actual.status}, not ${expected.status}`]),
    ...lacking.map((name) => `header ${name} is missing`),
    ...(expected.body === undefined ? [] : missingMembers(expected.body, actual.body, "body")),
    ...differentCodes(expected.body, actual.body, "body"),
  ];
}

/** Reads a payload file's JSON, in whichever of its forms. */
export function readExpected(file: unknown): Expected {
  if (!isObject(file)) return { headers: [], body: file };
  const response = file.response;
  if (!isObject(response)) return { headers: [], body: file };
  return {
    ...(typeof response.status === "number" ? { status: response.status } : {}),
    headers: isObject(response.headers) ? Object.keys(response.headers) : [],
    ...("body" in response ? { body: response.body } : {}),
  };
}
