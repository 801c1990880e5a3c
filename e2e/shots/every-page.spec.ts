import { fileURLToPath } from "node:url";
import { everyPage } from "../fixtures/every-page.ts";
import { expect, test } from "../fixtures/latchkey.ts";

const folder = fileURLToPath(new URL("../../shots/", import.meta.url));

/** What a page's own address in the world `mixed` does not show, by the name of its picture: the world and the address. */
const further: [string, string, string][] = [
  ["overview-healthy", "healthy", "/"],
  ["overview-none-selected", "user-assigned-not-selected", "/"],
  ["overview-no-identity", "no-identity-on-host", "/"],
  ["overview-panel", "mixed", "/?identity=system&vault=kv-payments"],
  ["identities-no-arm", "arm-permission-or-scope", "/identities"],
  ["secrets-listed", "mixed", "/secrets?vault=kv-payments&identity=default"],
  ["secrets-denied", "mixed", "/secrets?vault=kv-archive&identity=default"],
  ["secrets-large", "large", "/secrets?vault=kv-large&identity=default"],
  ["compare-differences", "mixed", "/compare?show=differences&change=to-rbac"],
  ["setup-none-selected", "user-assigned-not-selected", "/setup"],
];

for (const width of [1440, 390]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`pictures at ${width} in ${colorScheme}`, async ({ page, world }) => {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 1000 });
      await page.emulateMedia({ colorScheme });
      await world.use("mixed");
      const pages = (await everyPage(page)).map((address) => [nameOf(address), "mixed", address] as const);
      for (const [name, worldName, address] of [...pages, ...further]) {
        await world.use(worldName);
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await page.waitForLoadState("networkidle");
        await page.screenshot({ path: `${folder}${name}-${width}-${colorScheme}.png` });
      }
    });
  }
}

function nameOf(address: string): string {
  return address.slice(1) || "overview";
}
