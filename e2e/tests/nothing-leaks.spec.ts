import { expect, test } from "../fixtures/latchkey.ts";

// In the page, as text: these tests are typed without a browser's globals.
const everythingKept = `(async () => {
  const databases = await indexedDB.databases();
  const caches = await globalThis.caches?.keys() ?? [];
  return JSON.stringify({
    local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie, name: window.name,
    history: history.state, address: location.href, databases, caches, page: document.documentElement.outerHTML,
  });
})()`;

test("a browser that tested secrets keeps none of them: not in the page, its storage, its cookies or its addresses", async ({
  page,
  context,
  world,
}) => {
  await world.use("mixed");
  const kept: string[] = [];
  const keep = async () => kept.push(await page.evaluate<string>(everythingKept));
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("cells");
  await keep();
  const report = await (await page.request.get("/api/report")).json();
  for (const { id } of report.vaults) {
    const listed = await page.request.get(`/api/vaults/${id}/secrets?identityId=system`);
    const { secrets } = await listed.json();
    await page.goto(`/secrets?vault=${id}&identity=system`);
    await keep();
    for (const { name } of secrets.slice(0, 5)) {
      const answer = await page.request.post(`/api/vaults/${id}/secrets/${name}/test`, {
        data: { identityId: "system" },
      });
      kept.push(await answer.text());
    }
    await keep();
  }
  kept.push(JSON.stringify(await context.cookies()), JSON.stringify(await context.storageState()));
  const everything = kept.join("\n");
  expect(everything.length).toBeGreaterThan(10_000);
  const canaries = world.emulator.canaries();
  expect(canaries.length).toBeGreaterThan(10);
  const found = canaries.filter((canary) =>
    [
      canary,
      encodeURIComponent(canary),
      Buffer.from(canary).toString("base64"),
      JSON.stringify(canary).slice(1, -1),
    ].some((form) => everything.includes(form)),
  );
  expect(found.length).toBe(0);
});
