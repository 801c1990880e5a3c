import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { errorPageOf, NotFoundPage } from "./error-page.tsx";
import { rootRoute } from "./page-route.ts";
import { pages } from "./pages.tsx";
import { parseSearch, stringifySearch } from "./search.ts";

const routeTree = rootRoute.addChildren(pages);

/** The pages by URL. */
export function createPageRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: false,
    defaultErrorComponent: errorPageOf({ page: "Latchkey" }),
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be merged into the library's own
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
