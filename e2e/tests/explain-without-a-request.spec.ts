import { expect, expectAccessible, test } from "../fixtures/latchkey.ts";

const refusal = `Azure.RequestFailedException: Caller is not authorized to perform action on resource.
Caller: appid=00000000-1111-4222-8333-444444444444;oid=00000000-1111-4222-8333-555555555555
Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'
Status: 403 (Forbidden)
{"error":{"code":"Forbidden","innererror":{"code":"ForbiddenByRbac"}}}`;
const token = "eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlLW9mLWEtdG9rZW4";

test("a pasted error is explained in the page: no request, nothing in the URL, nothing stored", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  await page.goto("/explain");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Paste an error or an ID");
  await page.waitForLoadState("networkidle");
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.method()} ${request.url()}`));

  const area = page.getByRole("textbox", { name: "Error text, log, GUID or resource ID" });
  await area.fill(`Authorization: Bearer ${token}\n${refusal}`);
  const answer = page.getByRole("region", { name: "Explanation" });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No role assignment lets this caller in");
  await expect(answer.getByText("The vault said")).toBeVisible();
  await expect(answer.getByRole("heading", { name: "What to run" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("00000000-1111-4222-8333-444444444444");
  const outside = await page.evaluate(
    `JSON.stringify([location.href, document.title, { ...localStorage }, { ...sessionStorage }, document.querySelector("[aria-label=Explanation]").innerText])`,
  );
  expect(outside).not.toContain(token);
  expect(outside).not.toContain("c2lnbmF0dXJl");
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Paste an error or an ID");
  expect(sent).toEqual([]);
});

test("a pasted GUID is told whose it is and as what, without a request", async ({ page, world }) => {
  await world.use("mixed");
  await page.goto("/explain");
  await page.waitForLoadState("networkidle");
  const { identities } = await (await page.request.get("/api/identities")).json();
  const orders = identities.find(({ name }: { name: string }) => name === "id-orders");
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url()));
  await page.getByRole("textbox", { name: /Error text/ }).fill(` "${orders.principalId.value}" `);
  await expect(page.getByRole("region", { name: "Explanation" })).toContainText(
    /object \(principal\) ID of the user-assigned identity id-orders/i,
  );
  expect(sent).toEqual([]);
});

test("a megabyte is pasted and answered within seconds", async ({ page, context, world }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await world.use("mixed");
  await page.goto("/explain");
  await page.waitForLoadState("networkidle");
  const line = 'at app "kv" {"a":{"b":"c"}} https://kv-orders.vault.azure.net/ 1234 \u001b[31m<div>\n';
  const text = refusal + line.repeat(Math.ceil(1_100_000 / line.length));
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.getByRole("textbox", { name: /Error text/ }).focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page.getByText(/The first 1.048.576 of 1.\d{3}.\d{3} characters are read/)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No role assignment lets this caller in");
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Paste an error or an ID");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on /explain in ${colorScheme}, empty and answered`, async ({ page, world }) => {
    await world.use("mixed");
    await page.emulateMedia({ colorScheme });
    await page.goto("/explain");
    await page.waitForLoadState("networkidle");
    await expectAccessible(page);
    await page.getByRole("textbox", { name: /Error text/ }).fill(refusal);
    await expect(page.getByRole("heading", { name: "What to run" })).toBeVisible();
    await expectAccessible(page);
  });
}
