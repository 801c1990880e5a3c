/** Ways to write an HTTP status into a text, as the pieces that stand right before the number. Matchable text (lower case). */
const numbered =
  /(?:status(?: ?code)?'?|response code|response \[|http error|http\/[12](?:\.[01])?|responded with|responded|returned|statuscode'?|response status|failed with|responsecode|error code)(?: was| is| of)? ?[:=]? ?'?([1-5]\d\d)(?!\d)/g;

/** `401 (Unauthorized)`, `403 Forbidden`, `400 Bad Request`, `(403)`. */
const named =
  /(?<![\d.])([45]\d\d)'?(?: -)? ?[(:]? ?(?:forbidden|unauthorized|bad request|badrequest|not found|notfound|conflict|too many requests|internal server error|method not allowed|service unavailable|bad gateway|gateway time|access denied|client error|server error)/g;

/** Statuses that a library gives by name only. */
const byName: readonly (readonly [string, number])[] = [
  ["status code 'forbidden'", 403],
  ["status code 'unauthorized'", 401],
  ["status code 'notfound'", 404],
  ["status code 'conflict'", 409],
  ["status code 'badrequest'", 400],
  ["msi responsecode: badrequest", 400],
  ["statuscode: badrequest", 400],
  ["(forbidden)", 403],
  ["(unauthorized)", 401],
  ["(badparameter)", 400],
];

/**
 * The HTTP status that a text tells. A vault's first 401 is the normal challenge, so another refusal wins over it;
 * a success never counts. `undefined` when none is told.
 */
export function findStatus(lower: string): number | undefined {
  const found: number[] = [];
  for (const pattern of [numbered, named]) {
    for (const match of lower.matchAll(pattern)) {
      const status = Number(match[1]);
      if (status >= 400 && found.length < 100) found.push(status);
    }
  }
  for (const [words, status] of byName) if (lower.includes(words)) found.push(status);
  return found.find((status) => status !== 401) ?? found[0];
}
