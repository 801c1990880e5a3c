import { expect, test } from "../fixtures/latchkey.ts";

test("a test read shows the masked value, and the value is nowhere in the browser", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  const bodies: string[] = [];
  page.on("response", async (response) =>
    bodies.push(JSON.stringify(response.headers()), await response.text().catch(() => "")),
  );
  await page.goto("/secrets?vault=kv-payments&identity=default");
  const rows = page.getByRole("row");
  await expect(rows.nth(1)).toBeVisible();
  await page
    .getByRole("button", { name: /Test read/ })
    .first()
    .click();
  await expect(page.getByText("••••••••").first()).toBeVisible();
  const stored = await page.evaluate(
    "JSON.stringify({ ...localStorage, ...sessionStorage, html: document.documentElement.outerHTML })",
  );
  const everything = [...bodies, String(stored)].join("\n");
  const canaries = world.emulator.canaries();
  expect(canaries.length).toBeGreaterThan(5);
  for (const canary of canaries) expect(everything.includes(canary)).toBe(false);
});

test("an identity that may not list is told so, and by what", async ({ page, world }) => {
  await world.use("mixed");
  await page.goto("/secrets?vault=kv-orders&identity=default");
  await expect(page.getByRole("main")).toContainText("403 AccessDenied");
});

test("25,000 secrets arrive, stay few in the document, and are right at first, middle and last", async ({
  page,
  world,
}) => {
  await world.use("large");
  world.emulator.clearRequests();
  await page.goto("/secrets?vault=kv-large&identity=default");
  const firstRow = page.getByRole("row").filter({ hasText: "svc-00000" });
  await expect(firstRow).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/25[\s\u2009\u202f]000/, { timeout: 45_000 });
  await expect(page.getByRole("button", { name: "Stop" })).toBeHidden({ timeout: 45_000 });
  const list = page.getByRole("row").filter({ hasText: "svc-" });
  for (const [part, name] of [
    [0, "svc-00000"],
    [0.5, "svc-12500"],
    [1, "svc-24999"],
  ] as const) {
    await page.evaluate(scrollLongestTo, part);
    await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(1);
    expect(await list.count()).toBeLessThanOrEqual(100);
  }
});

/** Scrolls the tallest scrolling element to a part of its height. Runs in the page. */
function scrollLongestTo(part: number): void {
  const page = globalThis as unknown as {
    document: {
      querySelectorAll(all: "*"): Iterable<{ scrollHeight: number; clientHeight: number; scrollTop: number }>;
    };
  };
  const tallest = [...page.document.querySelectorAll("*")].toSorted(
    (a, b) => b.scrollHeight - b.clientHeight - (a.scrollHeight - a.clientHeight),
  )[0];
  if (tallest) tallest.scrollTop = Math.round((tallest.scrollHeight - tallest.clientHeight) * part);
}
