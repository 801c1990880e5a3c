import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, type RouteComponent } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { z } from "zod";
import { appQuery } from "../features/host/queries.ts";
import { errorPageOf } from "./error-page.tsx";
import { Shell } from "./shell.tsx";

declare module "@tanstack/react-router" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be merged into the library's own
  interface StaticDataRouteOption {
    /** How the navigation shows the page. */
    link?: { label: string; icon: ReactElement };
  }
}

/** The frame around every page, and what all of them need. */
export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Shell,
  loader: ({ context }) => void context.queryClient.prefetchQuery(appQuery),
});

type Page<Path extends string, Search extends z.ZodObject> = {
  path: Path;
  /** Its name in the navigation, and in what stands in its place when it fails to draw. */
  label: string;
  icon: ReactElement;
  /** The parts of its URL that it reads. What does not fit is to be left out, so that an old link still opens its page. */
  search: Search;
  /** Asks for what it draws first, as soon as somebody goes there; the page draws before that has come. */
  prefetch?: (queries: QueryClient) => void;
  /** From `lazyRouteComponent`, so that it is loaded when somebody goes there. */
  component: RouteComponent;
  /** Where its facts can be had without it. */
  facts?: string;
};

/** The route of one page. */
export function pageRoute<Path extends string, Search extends z.ZodObject>(page: Page<Path, Search>) {
  const { path, label, icon, search, prefetch, component, facts } = page;
  return createRoute({
    getParentRoute: () => rootRoute,
    path,
    validateSearch: (given: Record<string, unknown>) => search.parse(given),
    loader: ({ context }) => prefetch?.(context.queryClient),
    component,
    errorComponent: errorPageOf({ page: label, ...(facts && { facts }) }),
    staticData: { link: { label, icon } },
  });
}
