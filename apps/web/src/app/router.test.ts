import { QueryClient } from "@tanstack/react-query";
import { createMemoryHistory, linkOptions } from "@tanstack/react-router";
import { expect, test } from "vitest";
import { createPageRouter } from "./router.ts";

/** What the page at this address reads of it. */
function searchAt(address: string): Record<string, unknown> | undefined {
  const router = createPageRouter(new QueryClient());
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [address] }) });
  return router.matchRoutes(router.latestLocation).at(-1)?.search;
}

test("a search for digits stays a text", () => {
  expect(searchAt("/secrets?q=12&sort=updated")).toEqual({ q: "12", sort: "updated" });
});

test("parts that do not fit are dropped and the rest stays", () => {
  expect(searchAt("/?filter=green&vault=kv-orders")).toMatchObject({ vault: "kv-orders" });
  expect(searchAt("/?filter=green")?.filter).toBeUndefined();
});

test("a link compiles only to a page that there is, with what that page reads", () => {
  expect(linkOptions({ to: "/secrets", search: { show: "expired" } }).to).toBe("/secrets");
  // @ts-expect-error: the secrets are not filtered by this word
  linkOptions({ to: "/secrets", search: { show: "green" } });
  // @ts-expect-error: there is no such page
  linkOptions({ to: "/no-such-page" });
});
