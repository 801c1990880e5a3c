import { expect, test } from "../fixtures/latchkey.ts";

test("the page recovers by itself when the app dies and is started again", async ({ page, world }) => {
  await world.use("mixed");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("cells are closed");
  const before = world.emulator.appProcessId();
  process.kill(before ?? 0, "SIGKILL");
  await page.getByRole("button", { name: "Check again" }).click();
  await expect.poll(() => world.emulator.appProcessId(), { timeout: 15_000 }).not.toBe(before);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("cells are closed", {
    timeout: 20_000,
  });
  await expect(page.getByRole("button", { name: "Check again" })).toBeEnabled({ timeout: 20_000 });
});

test("sign-in headers from outside are replaced by those of the front door's person", async ({
  request,
  world,
}) => {
  await world.use("mixed");
  const answer = await request.get("/api/app", {
    headers: { "x-ms-client-principal-name": "mallory@evil.example", "x-ms-client-principal": "e30=" },
  });
  expect((await answer.json()).person.name).not.toContain("mallory");
});
