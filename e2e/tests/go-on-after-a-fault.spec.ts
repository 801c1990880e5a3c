import { expect, expectAccessible, test } from "../fixtures/latchkey.ts";

// Run in the page, as text: these tests are typed without a browser's globals.
const breakTheSecretList = `
  const observe = ResizeObserver.prototype.observe;
  ResizeObserver.prototype.observe = function (element, options) {
    if (element.ariaLabel === "Secret list") throw new Error("broken for this test");
    observe.call(this, element, options);
  };`;

test("a cell's explanation that cannot be drawn leaves the matrix, and closing it goes on", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  await page.route("**/cell-panel-*.js", (route) => route.abort());
  await page.goto("/?identity=system&vault=kv-payments");
  const panel = page.getByRole("dialog", { name: "app-orders at kv-payments" });
  await expect(panel.getByRole("alert")).toContainText("The explanation of this cell could not be shown.");
  await expect(panel.getByRole("alert")).toContainText("The matrix still works.");
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("cells are closed");
  await page
    .getByRole("gridcell", { name: /kv-orders/ })
    .first()
    .click();
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
});

test("reloading brings the explanation back once it can be drawn", async ({ page, world }) => {
  await world.use("mixed");
  await page.route("**/cell-panel-*.js", (route) => route.abort());
  await page.goto("/?identity=system&vault=kv-payments");
  const panel = page.getByRole("dialog", { name: "app-orders at kv-payments" });
  await expect(panel.getByRole("alert")).toBeVisible();
  await page.unroute("**/cell-panel-*.js");
  await panel.getByRole("button", { name: "Reload the page" }).click();
  await expect(panel.getByRole("heading", { name: "Why" })).toBeVisible();
});

test("a list that throws gives way to a notice, and another vault can still be chosen", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  await page.addInitScript(breakTheSecretList);
  await page.goto("/secrets?vault=kv-payments&identity=default");
  await expect(page.getByRole("alert")).toContainText("The list of secrets could not be shown.");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("secrets in kv-payments");
  await page.getByLabel("Vault").selectOption("kv-archive");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("kv-archive");
});

test("a page whose code does not come says where its facts are, and the other pages work", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  await page.route("**/vaults-page-*.js", (route) => route.abort());
  await page.goto("/vaults");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vaults could not be shown");
  await expect(page.getByRole("link", { name: "/api/vaults" })).toBeVisible();
  await page.getByRole("link", { name: "Identities" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("identities");
});

test("the menu on a phone leads on even when its own code does not come", async ({ page, world }) => {
  await world.use("mixed");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.route("**/nav-drawer-*.js", (route) => route.abort());
  await page.goto("/");
  await page.getByRole("button", { name: "Pages" }).click();
  const menu = page.getByRole("dialog", { name: "Latchkey" });
  await expect(menu.getByRole("alert")).toContainText("The menu could not be shown.");
  await menu.getByRole("link", { name: "Identities" }).click();
  await expect(menu).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("identities");
});
