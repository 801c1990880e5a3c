import { ArrowSwapRegular } from "@fluentui/react-icons/svg/arrow-swap";
import { ChatHelpRegular } from "@fluentui/react-icons/svg/chat-help";
import { ClipboardTextLtrRegular } from "@fluentui/react-icons/svg/clipboard-text-ltr";
import { GridRegular } from "@fluentui/react-icons/svg/grid";
import { HistoryRegular } from "@fluentui/react-icons/svg/history";
import { KeyRegular } from "@fluentui/react-icons/svg/key";
import { LinkRegular } from "@fluentui/react-icons/svg/link";
import { PersonKeyRegular } from "@fluentui/react-icons/svg/person-key";
import { TaskListLtrRegular } from "@fluentui/react-icons/svg/task-list-ltr";
import { VaultRegular } from "@fluentui/react-icons/svg/vault";
import { lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { identitiesQuery } from "../features/identities/queries.ts";
import { reportQuery } from "../features/report/queries.ts";
import { vaultsQuery } from "../features/vaults/queries.ts";
import { pageRoute } from "./page-route.ts";
import { text } from "./search.ts";

/** Every page, in the order of the navigation. A row here is all that the router and the navigation need. */
export const pages = [
  pageRoute({
    path: "/",
    label: "Overview",
    icon: <GridRegular />,
    search: z.object({
      identity: text,
      vault: text,
      filter: z.literal("closed").optional().catch(undefined),
    }),
    prefetch: (queries) => void queries.prefetchQuery(reportQuery),
    component: lazyRouteComponent(() => import("./pages/overview-page.tsx"), "OverviewPage"),
    facts: "/api/report",
  }),
  pageRoute({
    path: "/identities",
    label: "Identities",
    icon: <PersonKeyRegular />,
    search: z.object({ identity: text }),
    prefetch: (queries) => void queries.prefetchQuery(identitiesQuery),
    component: lazyRouteComponent(() => import("./pages/identities-page.tsx"), "IdentitiesPage"),
    facts: "/api/identities",
  }),
  pageRoute({
    path: "/vaults",
    label: "Vaults",
    icon: <VaultRegular />,
    search: z.object({ vault: text }),
    prefetch: (queries) => {
      void queries.prefetchQuery(vaultsQuery);
      void queries.prefetchQuery(reportQuery);
    },
    component: lazyRouteComponent(() => import("./pages/vaults-page.tsx"), "VaultsPage"),
    facts: "/api/vaults",
  }),
  pageRoute({
    path: "/secrets",
    label: "Secrets",
    icon: <KeyRegular />,
    search: z.object({
      vault: text,
      identity: text,
      q: text,
      show: z.enum(["all", "disabled", "expired", "expiring"]).optional().catch(undefined),
      sort: z.enum(["name", "updated", "expires"]).optional().catch(undefined),
      secret: text,
    }),
    prefetch: (queries) => {
      void queries.prefetchQuery(vaultsQuery);
      void queries.prefetchQuery(identitiesQuery);
    },
    component: lazyRouteComponent(() => import("./pages/secrets-page.tsx"), "SecretsPage"),
  }),
  pageRoute({
    path: "/compare",
    label: "Compare",
    icon: <ArrowSwapRegular />,
    search: z.object({
      left: text,
      right: text,
      show: z.enum(["all", "differences"]).optional().catch(undefined),
      /** The vault whose secret names are compared. */
      vault: text,
      /** The rehearsed change, and the identity or vault that it is about. */
      change: text,
      target: text,
    }),
    prefetch: (queries) => void queries.prefetchQuery(identitiesQuery),
    component: lazyRouteComponent(() => import("./pages/compare-page.tsx"), "ComparePage"),
    facts: "/api/compare",
  }),
  pageRoute({
    path: "/setup",
    label: "Setup",
    icon: <TaskListLtrRegular />,
    search: z.object({ identity: text, vault: text }),
    component: lazyRouteComponent(() => import("./pages/setup-page.tsx"), "SetupPage"),
    facts: "/api/setup",
  }),
  pageRoute({
    path: "/references",
    label: "References",
    icon: <LinkRegular />,
    search: z.object({}),
    component: lazyRouteComponent(() => import("./pages/references-page.tsx"), "ReferencesPage"),
    facts: "/api/references",
  }),
  pageRoute({
    path: "/explain",
    label: "Explain",
    icon: <ChatHelpRegular />,
    search: z.object({}),
    prefetch: (queries) => {
      void queries.prefetchQuery(identitiesQuery);
      void queries.prefetchQuery(vaultsQuery);
    },
    component: lazyRouteComponent(() => import("./pages/explain-page.tsx"), "ExplainPage"),
  }),
  pageRoute({
    path: "/history",
    label: "History",
    icon: <HistoryRegular />,
    search: z.object({ range: z.enum(["hour", "day", "week", "month"]).optional().catch(undefined) }),
    prefetch: (queries) => void queries.prefetchQuery(identitiesQuery),
    component: lazyRouteComponent(() => import("./pages/history-page.tsx"), "HistoryPage"),
    facts: "/api/history",
  }),
  pageRoute({
    path: "/audit",
    label: "Audit",
    icon: <ClipboardTextLtrRegular />,
    search: z.object({
      person: text,
      vault: text,
      identity: text,
      action: z.enum(["start", "report", "probe", "list", "test-read"]).optional().catch(undefined),
      /** Days in UTC, the last one included. */
      from: z.iso.date().optional().catch(undefined),
      to: z.iso.date().optional().catch(undefined),
    }),
    prefetch: (queries) => {
      void queries.prefetchQuery(identitiesQuery);
      void queries.prefetchQuery(vaultsQuery);
    },
    component: lazyRouteComponent(() => import("./pages/audit-page.tsx"), "AuditPage"),
    facts: "/api/audit",
  }),
] as const;
