import { everyPage } from "../fixtures/every-page.ts";
import { expect, test } from "../fixtures/latchkey.ts";

type Broken = { directive: string; blocked: string; sample: string };

// Run in the page, as text: these tests are typed without a browser's globals.
const watchViolations = `
  globalThis.broken = [];
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
    broken.push({ directive: violatedDirective, blocked: blockedURI, sample });
  });`;
const readStyles = `[...document.querySelectorAll("style")]
  .map((style) => ({ nonce: style.nonce, rules: style.sheet?.cssRules.length ?? 0 }))`;
const attemptsThatMustFail = `Object.entries({
    innerHTML: () => { document.createElement("div").innerHTML = "<b>x</b>"; },
    scriptSource: () => { document.createElement("script").src = "https://evil.example/x.js"; },
    policy: () => trustedTypes.createPolicy("any", { createHTML: (text) => text }),
  }).flatMap(([name, attempt]) => {
    try {
      attempt();
      return [];
    } catch {
      return [name];
    }
  })`;

test("every page works under the strict policy, in both themes, without one violation", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  const said: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/i.test(message.text())) said.push(message.text());
  });
  await page.addInitScript(watchViolations);
  const violations = () => page.evaluate<Broken[]>("broken");
  let pages = 0;
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const path of await everyPage(page)) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect([path, await violations()]).toEqual([path, []]);
      pages += 1;
    }
  }
  expect(said).toEqual([]);
  test.info().annotations.push({ type: "figures", description: `${pages} pages, 0 violations` });
});

test("Fluent's styles are applied, each with the answer's nonce", async ({ page, world }) => {
  await world.use("mixed");
  const answer = await page.goto("/");
  const nonce = /'nonce-([^']+)'/.exec(answer?.headers()["content-security-policy"] ?? "")?.[1];
  await expect(page.getByRole("heading", { level: 1 })).toContainText("cells");
  const styles = await page.evaluate<{ nonce: string; rules: number }[]>(readStyles);
  expect(styles.length).toBeGreaterThan(0);
  for (const style of styles) expect(style.nonce).toBe(nonce);
  expect(styles.reduce((sum, { rules }) => sum + rules, 0)).toBeGreaterThan(50);
});

test("the policy does bite: what is written into the page by a string does not run or style", async ({
  page,
  world,
}) => {
  await world.use("mixed");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const refused = await page.evaluate(attemptsThatMustFail);
  expect(refused).toEqual(["innerHTML", "scriptSource", "policy"]);
});
