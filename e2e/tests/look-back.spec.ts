import { readFileSync } from "node:fs";
import { expect, expectAccessible, test } from "../fixtures/latchkey.ts";

test("a test read stands in the audit with person, identity, outcome and request id, and the filter in the URL", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  await page.goto("/secrets?vault=kv-payments&identity=default");
  await page
    .getByRole("button", { name: /Test read/ })
    .first()
    .click();
  await expect(page.getByText("••••••••").first()).toBeVisible();
  await page.goto("/audit");
  await page.getByRole("combobox", { name: "What" }).selectOption("test-read");
  await expect(page).toHaveURL(/action=test-read/);
  const row = page.getByRole("row", { name: /Test read of/ }).first();
  await expect(row).toContainText("dana.reyes@contoso.example");
  await expect(row).toContainText("As configured");
  await expect(row).toContainText("kv-payments");
  await expect(row).toContainText("Allowed");
  await expect(row.getByRole("button", { name: "Copy Client request id" })).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const text = readFileSync(await (await download).path(), "utf8");
  expect(text).toContain("test-read");
  for (const canary of world.emulator.canaries()) expect(text.includes(canary)).toBe(false);

  await page.getByRole("button", { name: "Verify the chain" }).click();
  await expect(page.getByText(/^The chain is intact: /)).toBeVisible();
});

test("the audit loads more until the end", async ({ page, world }) => {
  await world.use("mixed");
  await page.goto("/");
  await page.evaluate(refreshFiveTimes);
  await page.goto("/audit");
  await expect(page.getByRole("row").nth(100)).toBeVisible();
  await page.getByRole("button", { name: "Load more" }).click();
  await expect.poll(() => page.getByRole("row").count()).toBeGreaterThan(101);
});

test("the history tells what is closed since when, and that it opened after a change", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("cells are closed");
  await world.step("grant-secrets-user-on-kv-payments-to-system");
  // What ARM showed is kept for a few seconds, so the change of the grants may be seen by a later check than the first green one.
  await expect(async () => {
    await page.goto("/");
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(page.getByRole("gridcell", { name: /^app-orders, kv-payments: Allowed/ })).toBeVisible();
    await page.goto("/history?range=hour");
    await expect(page.getByText("What the grants give app-orders at kv-payments").first()).toBeVisible();
  }).toPass({ timeout: 45_000 });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("cells are closed");
  await expect(
    page.getByRole("img", { name: "app-orders at kv-payments: Allowed, 1 change before" }),
  ).toBeVisible();
  await expect(page.getByText(/Closed, first seen/).first()).toBeVisible();
});

test("a person without the tester role is offered no test read, and is told why", async ({ page, world }) => {
  await world.use("mixed");
  await page.goto("/.auth/login/aad?persona=sam&post_login_redirect_uri=/secrets");
  await expect(page.getByText(/Test read is for people with the app role Latchkey.Tester/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Test read" })).toHaveCount(0);
});

test("the person's menu says who is signed in and leads out", async ({ page, world }) => {
  await world.use("mixed");
  await page.goto("/");
  await page.getByRole("button", { name: /Signed in as/ }).click();
  await expect(page.getByText("May see status and names, and test-read secrets")).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign out" })).toHaveAttribute("href", "/.auth/logout");
});

for (const path of ["/history", "/audit"]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing on ${path} in ${colorScheme}`, async ({ page, world }) => {
      await world.use("mixed");
      await page.request.get("/api/report");
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expect(page.getByRole("table").first()).toBeVisible();
      await page.waitForLoadState("networkidle");
      await expectAccessible(page);
    });
  }
}

/** Runs in the page: five reports, one after the other. */
const refreshFiveTimes = `(async () => {
  const headers = { "content-type": "application/json", "x-latchkey": "1" };
  for (let report = 0; report < 5; report += 1)
    await (await fetch("/api/report/refresh", { method: "POST", headers, body: "{}" })).text();
})()`;
