import { everyPage } from "../fixtures/every-page.ts";
import { expect, expectAccessible, test } from "../fixtures/latchkey.ts";

test("the world mixed shows As configured and three identities at four vaults, and the API says the same", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  await page.goto("/");
  const matrix = page.getByRole("grid", { name: "Access matrix" });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("11 of 16 cells are closed");
  await expect(matrix.getByRole("rowheader")).toHaveCount(4);
  await expect(matrix.getByRole("rowheader").first()).toContainText("As configured");
  await expect(matrix.getByRole("rowheader").first()).toContainText("is id-orders");
  await expect(matrix.getByRole("columnheader", { name: /^kv-/ })).toHaveCount(4);
  const words = [
    "List denied",
    "Allowed",
    "Denied by firewall",
    "Denied by private link",
    "Denied by role",
    "Denied by access policy",
  ];
  for (const word of words)
    await expect(matrix.getByRole("gridcell", { name: new RegExp(`: ${word};`) }).first()).toBeVisible();

  const report = await (await page.request.get("/api/report")).json();
  expect(report.identities[0]).toMatchObject({
    id: "default",
    sameAs: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  const seen = report.cells.map(
    ({ operations }: { operations: { outcome: { kind: string; by?: string } }[] }) =>
      operations.map(({ outcome }) => `${outcome.kind} ${outcome.by ?? ""}`).join(),
  );
  expect(report.cells).toHaveLength(16);
  expect(new Set(seen).size).toBeGreaterThanOrEqual(6);
});

test("a closed cell opens its story from the keyboard, with an address of its own", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  await page.goto("/");
  const matrix = page.getByRole("grid", { name: "Access matrix" });
  await matrix.getByRole("gridcell", { name: /^As configured, kv-orders/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(
    matrix.getByRole("gridcell", { name: /^app-orders, kv-payments: Denied by role/ }),
  ).toBeFocused();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog");
  await expect(panel).toContainText("403 ForbiddenByRbac");
  await expect(page).toHaveURL(/identity=system/);
  await expect(page).toHaveURL(/vault=kv-payments/);
  await page.reload();
  await expect(page.getByRole("dialog")).toContainText("403 ForbiddenByRbac");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("after a step is played, checking again turns the cell green", async ({ page, world }) => {
  await world.use("mixed");
  await page.goto("/");
  const cell = page.getByRole("gridcell", { name: /^app-orders, kv-payments/ });
  await expect(cell).toHaveAccessibleName(/Denied by role/);
  await world.step("grant-secrets-user-on-kv-payments-to-system");
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(cell).toHaveAccessibleName(/Allowed/);
});

for (const [name, sentence] of [
  ["healthy", /All \d+ cells are open/],
  ["user-assigned-not-selected", /cells are closed/],
  ["no-identity-on-host", /cells are closed/],
  ["arm-permission-or-scope", /All \d+ cells are open/],
] as const) {
  test(`the world ${name} is told in the first line`, async ({ page, world }) => {
    await world.use(name);
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(sentence);
  });
}

test("the article's failure lives in the first row: As configured gets no token, its identity's own row is green", async ({
  page,
  world,
}) => {
  await world.use("user-assigned-not-selected");
  await page.goto("/");
  await expect(page.getByRole("gridcell", { name: /^As configured, .*: No token/ }).first()).toBeVisible();
  await expect(page.getByRole("gridcell", { name: /^id-orders, .*: Allowed/ }).first()).toBeVisible();
  await world.step("set-client-id");
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByRole("gridcell", { name: /^As configured, .*: Allowed/ }).first()).toBeVisible();
});

test("without any right in ARM the identities page says which right is missing", async ({ page, world }) => {
  await world.use("arm-permission-or-scope");
  await page.goto("/identities");
  await expect(page.getByRole("main")).toContainText("Microsoft.Web/sites/read");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page in ${colorScheme}`, async ({ page, world }) => {
    test.setTimeout(180_000);
    await world.use("mixed");
    await page.emulateMedia({ colorScheme });
    const further = ["/?identity=system&vault=kv-payments", "/no-such-page"];
    for (const address of [...(await everyPage(page)), ...further])
      await test.step(address, async () => {
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await page.waitForLoadState("networkidle");
        await expectAccessible(page);
      });
  });
}
