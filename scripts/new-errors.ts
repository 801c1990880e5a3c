/**
 * The errors in a compiler's output that were not told yet, each with its indented lines, in their order; they count as told from now on.
 * A package is checked again with each that imports it, so the same error comes several times, word for word.
 */
export function newErrors(output: string, told: Set<string>): string[] {
  const errors = output.trim().split(/\n(?=\S)/);
  const fresh = errors.filter((error) => error !== "" && !told.has(error));
  for (const error of fresh) told.add(error);
  return fresh;
}
