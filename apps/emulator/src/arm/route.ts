import type { Answer } from "../wire/answer.ts";
import type { ArmExchange } from "./reply.ts";

export type PathValues = Record<string, string>;

export type ArmRoute = {
  method: "GET" | "POST";
  /** Lower-case literals and {names}; `{scope}` takes any number of segments, none included. */
  pattern: string;
  /** The action that the caller needs on `scopeOf`. */
  action: string;
  /** The path of the resource that the action is checked on. */
  scopeOf(values: PathValues, path: string): string;
  /**
   * "one" = refused without the action on the scope. "filtered" = a list over a subscription or resource group, which
   * ARM cuts down to what the caller may read, and refuses only when the caller may read nothing there.
   */
  reading: "one" | "filtered";
  answer(exchange: ArmExchange, values: PathValues): Answer;
};

type Compiled = { route: ArmRoute; regex: RegExp };

function compile(route: ArmRoute): Compiled {
  const source = route.pattern
    .replace(/[.$]/g, "\\$&")
    .replace(/\{(\w+)\}/g, (_, name: string) => (name === "scope" ? "(?<scope>.*?)" : `(?<${name}>[^/]+)`));
  return { route, regex: new RegExp(`^${source}$`, "i") };
}

/**
 * ARM paths as clients send them: slashes doubled by path joining, `resourcegroups` in either case.
 * Undefined when the path cannot be decoded.
 */
export function normalisePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
      .replace(/\/{2,}/g, "/")
      .replace(/(.)\/$/, "$1");
  } catch {
    return undefined;
  }
}

/** Finds the first route that fits. */
export function routeFinder(routes: readonly ArmRoute[]) {
  const compiled = routes.map(compile);
  return (method: string, path: string): { route: ArmRoute; values: PathValues } | undefined => {
    for (const { route, regex } of compiled) {
      const match = route.method === method ? regex.exec(path) : null;
      if (match) return { route, values: { ...match.groups } };
    }
    return undefined;
  };
}
