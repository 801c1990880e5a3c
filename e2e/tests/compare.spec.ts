import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../fixtures/latchkey.ts";

const outcomes = (page: Page) => page.getByRole("table", { name: "Outcomes by vault" });

async function exported(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  return readFile(await (await download).path(), "utf8");
}

/** Rows of a CSV by RFC 4180. Throws on a quote where none may stand. */
function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = text.replace(/^\uFEFF/, "");
  while (rest !== "") {
    const field = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/.exec(rest);
    if (!field) throw new Error(`not CSV at: ${rest.slice(0, 40)}`);
    row.push(field[1]?.replaceAll('""', '"') ?? field[2] ?? "");
    rest = rest.slice(field[0].length);
    if (field[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

test("in mixed the verdict says what breaks, and the differences are shown alone by a switch that is in the URL", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  await page.goto("/compare");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Switching from the system-assigned identity of app-orders to id-orders breaks access at kv-orders",
  );
  await expect(page.getByText("Something breaks")).toBeVisible();
  await expect(outcomes(page).getByRole("row", { name: /^(token|list|get)/i })).toHaveCount(12);
  const list = outcomes(page).getByRole("row", { name: /^list .*Denied by access policy/i });
  await expect(list).toContainText("Allowed");
  await expect(list).toContainText("Differs");
  await expect(list).toContainText(/\d ms/);

  await page.getByRole("button", { name: /^Only differences/ }).click();
  await expect(page).toHaveURL(/show=differences/);
  await expect(outcomes(page).getByRole("row", { name: /^(token|list|get)/i })).toHaveCount(3);
  await expect(outcomes(page).getByRole("rowheader", { name: /^kv-archive/ })).toHaveCount(0);
  await page.reload();
  await expect(outcomes(page).getByRole("row", { name: /^(token|list|get)/i })).toHaveCount(3);
});

test("swapped, the verdict is about the other direction", async ({ page, world }) => {
  await world.use("mixed");
  await page.goto("/compare");
  await page.getByRole("button", { name: "Swap the two identities" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    /^Switching from id-orders to the system-assigned identity of app-orders breaks access at kv-payments/,
  );
  await expect(page).toHaveURL(/right=system/);
});

test("claims, grants and lifecycle stand side by side", async ({ page, world }) => {
  await world.use("mixed");
  await page.goto("/compare");
  const claims = page.getByRole("table", { name: "Claims" });
  await expect(claims.getByRole("row", { name: /^Object \(principal\) ID/ })).toContainText("Differs");
  await expect(claims.getByRole("row", { name: /^Tenant ID/ })).toContainText("Same");
  await expect(
    page.getByRole("table", { name: "Grants by vault" }).getByRole("row", { name: /^kv-payments/ }),
  ).toContainText("Key Vault Secrets User");
  await expect(page.getByRole("table", { name: "Lifecycle" })).toContainText("When the app is deleted");
});

test("the secrets that only one can list are told by name, and only when asked for", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  await page.goto("/compare");
  await expect(outcomes(page)).toBeVisible();
  const names = page.getByRole("table", { name: "Secrets only one can list" });
  await expect(names).toBeHidden();
  await page.getByRole("button", { name: "List both" }).click();
  await expect(page.getByText(/^Only app-orders lists 21 names, only id-orders lists 0 names/)).toBeVisible();
  await expect(names.getByRole("row", { name: /orders-db-password app-orders/ })).toBeVisible();
});

test("a comparison of 25,000 names stays few in the document and comes to its end", async ({
  page,
  world,
}) => {
  test.setTimeout(120_000);
  await world.use("large");
  await page.goto("/compare?left=system&right=default");
  await page.getByRole("button", { name: "List both" }).click();
  await expect(page.getByText(/both list 25\u2009000 names|lists? 25\u2009000 names/)).toBeVisible({
    timeout: 90_000,
  });
  expect(await page.getByRole("row").count()).toBeLessThan(200);
});

test("the exports are a CSV and a JSON that parse, and a Markdown", async ({ page, world }) => {
  await world.use("mixed");
  await page.goto("/compare");
  await expect(outcomes(page)).toBeVisible();
  const rows = csvRows(await exported(page, "Export as CSV"));
  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  expect(rows[0]?.slice(0, 3)).toEqual(["section", "vault", "item"]);
  expect(rows.some((row) => row[1] === "kv-orders" && row[2] === "list" && row.at(-1) === "yes")).toBe(true);
  for (const field of rows.flat()) expect(field).not.toMatch(/^[=+\-@\t\r]/);
  const json = JSON.parse(await exported(page, "Export as JSON"));
  expect(json.verdict.kind).toBe("breaks");
  expect(json.vaults).toHaveLength(4);
  const markdown = await exported(page, "Export as Markdown");
  expect(markdown).toMatch(/^# /);
  const everything = [rows.flat().join("\n"), JSON.stringify(json), markdown].join("\n");
  for (const canary of world.emulator.canaries()) expect(everything.includes(canary)).toBe(false);
});

test("in the article, before the switch, the two identities are compared as soon as both are there", async ({
  page,
  world,
}) => {
  await world.use("article");
  for (const step of ["create-identity", "grant-access", "assign-identity"]) await world.step(step);
  await page.goto("/compare");
  await expect(outcomes(page).getByRole("row", { name: /^get/i })).toContainText("Differs");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("id-orders");
});

test("rehearsing tells what a change would break, what to grant first, and how to go back", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  await page.goto("/compare");
  await page.getByRole("combobox", { name: "Change" }).selectOption("switch-off-system-assigned");
  const section = page.getByRole("region", { name: "Rehearse" });
  await expect(section.getByText("Breaks something")).toBeVisible();
  await expect(
    section
      .getByRole("table", { name: "Cells that the change reaches" })
      .getByRole("row", { name: /Fails/ })
      .first(),
  ).toBeVisible();
  const plan = section.getByRole("list", { name: "Plan" });
  await expect(plan.getByText("Grant first:").first()).toBeVisible();
  await expect(plan.getByText("Roll back").first()).toBeVisible();
  await page.getByRole("combobox", { name: "Change" }).selectOption("to-rbac");
  await expect(page).toHaveURL(/change=to-rbac/);
  await expect(section.getByRole("table", { name: "Roles that keep the access" })).toBeVisible();
});

test("every Key Vault reference has a status, an identity and one verdict", async ({ page, world }) => {
  await world.use("mixed");
  await page.goto("/references");
  const rows = page.getByRole("table", { name: "Key Vault references" }).getByRole("row");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/reference/);
  await expect(rows.nth(1)).toContainText(/Works|Old version|Will break|Broken|Cannot tell/);
  await expect(rows.nth(1)).toContainText("as ");
});

test("an app without references says what one is", async ({ page, world }) => {
  await world.use("article");
  await page.goto("/references");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This app has no Key Vault reference");
  await expect(page.getByText("@Microsoft.KeyVault(SecretUri=…)")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on the differences and a rehearsed change in ${colorScheme}`, async ({
    page,
    world,
  }) => {
    await world.use("mixed");
    await page.emulateMedia({ colorScheme });
    await page.goto("/compare?show=differences&change=to-rbac");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    await expectAccessible(page);
  });
}
