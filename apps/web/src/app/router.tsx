import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { appQuery } from "../features/host/queries.ts";
import { identitiesQuery } from "../features/identities/queries.ts";
import { reportQuery } from "../features/report/queries.ts";
import { vaultsQuery } from "../features/vaults/queries.ts";
import { errorPageOf, NotFoundPage } from "./error-page.tsx";
import {
  auditSearchSchema,
  compareSearchSchema,
  historySearchSchema,
  identitiesSearchSchema,
  overviewSearchSchema,
  parseSearch,
  secretsSearchSchema,
  setupSearchSchema,
  stringifySearch,
  vaultsSearchSchema,
} from "./search.ts";
import { Shell } from "./shell.tsx";

type RouterContext = { queryClient: QueryClient };

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Shell,
  loader: ({ context }) => void context.queryClient.prefetchQuery(appQuery),
});

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: (search) => overviewSearchSchema.parse(search),
  loader: ({ context }) => void context.queryClient.prefetchQuery(reportQuery),
  component: lazyRouteComponent(() => import("./pages/overview-page.tsx"), "OverviewPage"),
  errorComponent: errorPageOf({ page: "Overview", facts: "/api/report" }),
});

const identitiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/identities",
  validateSearch: (search) => identitiesSearchSchema.parse(search),
  loader: ({ context }) => void context.queryClient.prefetchQuery(identitiesQuery),
  component: lazyRouteComponent(() => import("./pages/identities-page.tsx"), "IdentitiesPage"),
  errorComponent: errorPageOf({ page: "Identities", facts: "/api/identities" }),
});

const vaultsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/vaults",
  validateSearch: (search) => vaultsSearchSchema.parse(search),
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(vaultsQuery);
    void context.queryClient.prefetchQuery(reportQuery);
  },
  component: lazyRouteComponent(() => import("./pages/vaults-page.tsx"), "VaultsPage"),
  errorComponent: errorPageOf({ page: "Vaults", facts: "/api/vaults" }),
});

const secretsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/secrets",
  validateSearch: (search) => secretsSearchSchema.parse(search),
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(vaultsQuery);
    void context.queryClient.prefetchQuery(identitiesQuery);
  },
  component: lazyRouteComponent(() => import("./pages/secrets-page.tsx"), "SecretsPage"),
  errorComponent: errorPageOf({ page: "Secrets" }),
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/compare",
  validateSearch: (search) => compareSearchSchema.parse(search),
  loader: ({ context }) => void context.queryClient.prefetchQuery(identitiesQuery),
  component: lazyRouteComponent(() => import("./pages/compare-page.tsx"), "ComparePage"),
  errorComponent: errorPageOf({ page: "Compare", facts: "/api/compare" }),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  validateSearch: (search) => setupSearchSchema.parse(search),
  component: lazyRouteComponent(() => import("./pages/setup-page.tsx"), "SetupPage"),
  errorComponent: errorPageOf({ page: "Setup", facts: "/api/setup" }),
});

const referencesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/references",
  component: lazyRouteComponent(() => import("./pages/references-page.tsx"), "ReferencesPage"),
  errorComponent: errorPageOf({ page: "References", facts: "/api/references" }),
});

const explainRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/explain",
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(identitiesQuery);
    void context.queryClient.prefetchQuery(vaultsQuery);
  },
  component: lazyRouteComponent(() => import("./pages/explain-page.tsx"), "ExplainPage"),
  errorComponent: errorPageOf({ page: "Explain" }),
});

const historyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/history",
  validateSearch: (search) => historySearchSchema.parse(search),
  loader: ({ context }) => void context.queryClient.prefetchQuery(identitiesQuery),
  component: lazyRouteComponent(() => import("./pages/history-page.tsx"), "HistoryPage"),
  errorComponent: errorPageOf({ page: "History", facts: "/api/history" }),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/audit",
  validateSearch: (search) => auditSearchSchema.parse(search),
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(identitiesQuery);
    void context.queryClient.prefetchQuery(vaultsQuery);
  },
  component: lazyRouteComponent(() => import("./pages/audit-page.tsx"), "AuditPage"),
  errorComponent: errorPageOf({ page: "Audit", facts: "/api/audit" }),
});

const routeTree = rootRoute.addChildren([
  overviewRoute,
  identitiesRoute,
  vaultsRoute,
  secretsRoute,
  compareRoute,
  setupRoute,
  referencesRoute,
  explainRoute,
  historyRoute,
  auditRoute,
]);

/** The pages by URL. Loading starts with the navigation, and the page draws before its data is there. */
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
