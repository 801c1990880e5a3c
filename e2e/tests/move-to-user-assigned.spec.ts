/// <reference lib="dom" />
import type { Locator, Page, TestInfo } from "@playwright/test";
import { everyPage } from "../fixtures/every-page.ts";
import { expect, expectAccessible, test } from "../fixtures/latchkey.ts";
import { takePicture } from "../fixtures/picture.ts";

const notSelected = "A user-assigned identity is present, and none is selected";
const titles = [
  "Create a user-assigned identity",
  "Give it Get and List on kv-orders",
  "Assign it to this app",
  "Tell the code to use it",
  "Check that the code reads as it",
] as const;

const stepOf = (page: Page, title: string) =>
  page
    .getByRole("list", { name: "Steps" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: title }) });

async function expectStates(page: Page, states: string[], timeout = 20_000): Promise<void> {
  for (const [index, title] of titles.entries())
    await expect(stepOf(page, title).getByText(states[index] ?? "", { exact: true })).toBeVisible({
      timeout,
    });
}

async function topCauseAsConfigured(page: Page): Promise<string | undefined> {
  const report = await (await page.request.post("/api/report/refresh", asOurOwn)).json();
  const cell = report.cells.find(({ identityId }: { identityId: string }) => identityId === "default");
  return cell.diagnosis?.causes[0]?.id;
}
const asOurOwn = { data: {}, headers: { "x-latchkey": "1" } };

/** Pictures show the same on every day: what depends on the moment is written as a fixed text. */
async function picture(page: Page, testInfo: TestInfo, name: string, at?: Locator): Promise<void> {
  await page.mouse.move(0, 0);
  if (at) await at.evaluate((element) => element.scrollIntoView({ block: "start" }));
  else await page.evaluate(() => window.scrollTo(0, 0));
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const oneTime = /^(Correlation id|Request id)/;
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const text = node.nodeValue ?? "";
      node.nodeValue = text
        .replace(/^(just now|\d+ s ago)$/, "just now")
        .replace(/^\d+ ms$/, "12 ms")
        .replace(/((?:requests?|pages?) in )\d+ ms/, "$112 ms")
        .replace(/checks again by itself in (1[1-9]|[2-6]\d) s/, "checks again by itself in 60 s")
        .replace(/checks again by itself in \d s|checking now/, "checks again by itself in 10 s");
      if (!oneTime.test(text)) continue;
      const place = node.parentElement?.parentElement;
      for (const part of place?.querySelectorAll("span[title] > span") ?? [])
        part.textContent = (part.textContent ?? "").replace(/[0-9a-f]/g, "0");
    }
  });
  await takePicture(page, testInfo, name);
}

test.use({ viewport: { width: 1280, height: 720 } });

test("the article from start to end: every step is right, it fails all the same, and the last setting makes it green", async ({
  page,
  world,
}, testInfo) => {
  test.setTimeout(180_000);
  const heading = page.getByRole("heading", { level: 1 });
  const again = () => page.getByRole("button", { name: "Check again" }).click();
  const asConfigured = page.getByRole("gridcell", { name: /^As configured, kv-orders/ });

  await test.step("the app reads with its system-assigned identity, and nothing of the move is done", async () => {
    await world.use("article");
    await page.goto("/");
    await expect(page.getByRole("gridcell", { name: /^As configured, kv-orders: Allowed/ })).toBeVisible();
    await page.goto("/setup");
    await expect(heading).toHaveText("0 of 5 steps are done. Next: Create a user-assigned identity");
    await expectStates(page, ["To do", "To do", "To do", "To do", "To do"]);
    await expect(stepOf(page, titles[0]).getByRole("tab", { name: "Bash" })).toBeVisible();
    await expect(stepOf(page, titles[4]).getByText("Latchkey checks this by itself")).toBeVisible();
    await expect(stepOf(page, titles[4]).getByRole("tab")).toHaveCount(0);
    await picture(page, testInfo, "article-1");
  });

  await test.step("the identity is created, and the page sees it by itself", async () => {
    await world.step("create-identity");
    await expect(heading).toHaveText(`1 of 5 steps are done. Next: ${titles[1]}`, { timeout: 30_000 });
    await expectStates(page, ["Done", "To do", "To do", "To do", "To do"]);
  });

  await test.step("Get and List are given by access policy; a role beside it would have no effect here", async () => {
    const grant = stepOf(page, titles[1]);
    await expect(grant.getByRole("region", { name: "The article's form: Access policy" })).toBeVisible();
    await expect(grant.getByRole("region", { name: /^Today's form/ })).toContainText("no effect");
    await world.step("grant-access");
    await again();
    await expectStates(page, ["Done", "Done", "To do", "To do", "To do"]);
  });

  await test.step("it is assigned and the system-assigned identity is off: As configured fails, its own row is green", async () => {
    await world.step("assign-identity");
    await again();
    await expectStates(page, ["Done", "Done", "Done", "To do", "Failed"]);
    expect(await topCauseAsConfigured(page)).toBe("user-assigned-not-selected");
    await stepOf(page, titles[4])
      .getByRole("link", { name: `Why: ${notSelected}` })
      .click();
    const panel = page.getByRole("dialog", { name: "As configured at kv-orders" });
    await expect(panel.getByRole("heading", { level: 4 }).first()).toHaveText(notSelected);
    await picture(page, testInfo, "article-2");
    await page.keyboard.press("Escape");
    await expect(asConfigured).toHaveAccessibleName(/No token/);
    await expect(page.getByRole("gridcell", { name: /^id-orders, kv-orders: Allowed/ })).toBeVisible();
  });

  await test.step("the article's setting is there, today's libraries ignore it, and As configured still fails", async () => {
    await world.step("set-connection-string");
    await page.goto("/setup");
    await expectStates(page, ["Done", "Done", "Done", "Failed", "Failed"]);
    await expect(page.getByText(/AzureServicesAuthConnectionString does nothing here/)).toBeVisible();
    const select = stepOf(page, titles[3]);
    await expect(select.getByRole("region", { name: /^The article's form/ })).toContainText(
      "There, but without effect",
    );
    await expect(select.getByRole("region", { name: /^Today's form/ })).toContainText("Not there");
    await picture(page, testInfo, "article-3", select);
    expect(await topCauseAsConfigured(page)).toBe("user-assigned-not-selected");
    await page.goto("/");
    await asConfigured.click();
    await expect(page.getByRole("dialog").getByRole("heading", { level: 4 }).first()).toHaveText(notSelected);
  });

  await test.step("the identities page says which library would get what, and what to write instead", async () => {
    await page.goto("/identities");
    const table = page.getByRole("table", { name: "Which identity would my code get?" });
    const javaScript = table.getByRole("row").filter({ hasText: "new DefaultAzureCredential()" }).first();
    await expect(javaScript).toContainText("Verified by a real call");
    await expect(javaScript).toContainText("AZURE_CLIENT_ID is not set");
    const retired = table.getByRole("row").filter({ hasText: "AzureServiceTokenProvider" });
    await expect(retired.getByRole("link", { name: "id-orders" })).toBeVisible();
    await expect(page.getByText(/^RunAs=App;AppId=/).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Copy the App settings form" })).toBeVisible();
    await table.scrollIntoViewIfNeeded();
  });

  await test.step("AZURE_CLIENT_ID is set, and all of it turns green by itself", async () => {
    await page.goto("/setup");
    await expect(heading).toHaveText(/^3 of 5 steps are done/);
    await world.step("set-client-id");
    await expect(heading).toHaveText("Done: the code reads from kv-orders as id-orders", { timeout: 30_000 });
    await expectStates(page, ["Done", "Done", "Done", "Done", "Done"]);
    await picture(page, testInfo, "article-4");
    expect(await topCauseAsConfigured(page)).toBeUndefined();
    await page.goto("/");
    await expect(asConfigured).toHaveAccessibleName(/Allowed/);
  });

  await test.step("the secret is read as the new identity, and only its mask is shown", async () => {
    await page.goto("/secrets?vault=kv-orders&identity=default");
    await page
      .getByRole("row")
      .filter({ hasText: "TopSecret" })
      .getByRole("button", { name: "Test read" })
      .click();
    const panel = page.getByRole("dialog", { name: "TopSecret" });
    await expect(panel.getByText(/^••••••••/)).toBeVisible();
    await picture(page, testInfo, "article-5");
    const drawn = await page.content();
    for (const canary of world.emulator.canaries()) expect(drawn.includes(canary)).toBe(false);
  });
});

test("on a vault with Azure RBAC the same move needs the role, and the access policy would have no effect", async ({
  page,
  world,
}) => {
  test.setTimeout(120_000);
  await world.use("article-rbac");
  for (const step of ["create-identity", "grant-access", "assign-identity"]) await world.step(step);
  await page.goto("/setup");
  await expectStates(page, ["Done", "Done", "Done", "To do", "Failed"]);
  const grant = stepOf(page, titles[1]);
  await grant.getByText("How it is done").click();
  await expect(grant.getByRole("region", { name: "The article's form: Access policy" })).toContainText(
    "no effect",
  );
  await expect(grant.getByRole("region", { name: "Today's form: Key Vault Secrets User" })).toContainText(
    "There, and it works",
  );
  await world.step("set-client-id");
  await page.getByRole("button", { name: "Check again" }).click();
  await expectStates(page, ["Done", "Done", "Done", "Done", "Done"]);
});

test("where ARM cannot be read a step that cannot be seen says so, and the probe decides the last one", async ({
  page,
  world,
}) => {
  await world.use("no-identity-on-host");
  await page.goto("/setup");
  await expectStates(page, ["Cannot tell", "To do", "To do", "To do", "Failed"]);
  await expect(page.getByRole("main")).toContainText("Missing right: Microsoft.ManagedIdentity/");
  await expect(
    page.getByRole("link", { name: "Why: This app has no managed identity" }).first(),
  ).toBeVisible();
});

test("every page says the slot, and a swap that left the wrong identity behind is found", async ({
  page,
  world,
}) => {
  await world.use("slots");
  for (const path of await everyPage(page)) {
    await page.goto(path);
    await expect(page.getByRole("banner")).toContainText("app-orders · staging");
    await expect(page.getByRole("contentinfo")).toContainText("of app-orders, slot staging");
  }
  await world.step("swap-left-wrong-identity");
  await page.goto("/identities");
  await expect(page.getByRole("region", { name: "Findings" })).toContainText(
    "the production slot of app-orders",
  );
});

for (const path of ["/identities", "/setup"]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing on ${path} in the middle of the article in ${colorScheme}`, async ({
      page,
      world,
    }) => {
      await world.use("article");
      for (const step of ["create-identity", "grant-access", "assign-identity", "set-connection-string"])
        await world.step(step);
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expect(page.getByText(/AzureServicesAuthConnectionString/).first()).toBeVisible();
      await expectAccessible(page);
    });
  }
}
