/** Which files each file imports. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * Every group of files that import one another in a circle, each shown as one of its circles, the first file again at its end. Tarjan's
 * strongly connected components.
 */
export function findCircles(graph: Graph): string[][] {
  return components(graph)
    .filter((files) => files.length > 1)
    .map((files) => shortestCircle(graph, new Set(files)));
}

type Visit = { index: number; low: number; onStack: boolean };

function components(graph: Graph): string[][] {
  const visits = new Map<string, Visit>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): Visit => {
    const here: Visit = { index: visits.size, low: visits.size, onStack: true };
    visits.set(file, here);
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      const seen = visits.get(next);
      if (!seen) here.low = Math.min(here.low, visit(next).low);
      else if (seen.onStack) here.low = Math.min(here.low, seen.index);
    }
    if (here.low === here.index) {
      const files = stack.splice(stack.indexOf(file));
      for (const one of files) visits.set(one, { ...here, onStack: false });
      found.push(files);
    }
    return here;
  };
  for (const file of graph.keys()) if (!visits.has(file)) visit(file);
  return found;
}

/** The shortest way from the first file of the group, by name, back to itself. */
function shortestCircle(graph: Graph, files: ReadonlySet<string>): string[] {
  const [start = ""] = [...files].toSorted();
  let ways = [[start]];
  const seen = new Set<string>();
  while (ways.length > 0) {
    const longer: string[][] = [];
    for (const way of ways)
      for (const next of graph.get(way.at(-1) ?? "") ?? []) {
        if (next === start) return [...way, next];
        if (!files.has(next) || seen.has(next)) continue;
        seen.add(next);
        longer.push([...way, next]);
      }
    ways = longer;
  }
  return [];
}
