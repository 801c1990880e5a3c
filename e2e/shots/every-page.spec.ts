import { fileURLToPath } from "node:url";
import { expect, test } from "../fixtures/latchkey.ts";

const folder = fileURLToPath(new URL("../../shots/", import.meta.url));

/** Every page, by the name of its picture: the world it stands in and its address. */
const pages: [string, string, string][] = [
  ["overview", "mixed", "/"],
  ["overview-healthy", "healthy", "/"],
  ["overview-none-selected", "user-assigned-not-selected", "/"],
  ["overview-no-identity", "no-identity-on-host", "/"],
  ["overview-panel", "mixed", "/?identity=system&vault=kv-payments"],
  ["identities", "mixed", "/identities"],
  ["identities-no-arm", "arm-permission-or-scope", "/identities"],
  ["vaults", "mixed", "/vaults"],
  ["secrets", "mixed", "/secrets?vault=kv-payments&identity=default"],
  ["secrets-denied", "mixed", "/secrets?vault=kv-archive&identity=default"],
  ["secrets-large", "large", "/secrets?vault=kv-large&identity=default"],
  ["compare", "mixed", "/compare"],
  ["compare-differences", "mixed", "/compare?show=differences&change=to-rbac"],
  ["setup", "user-assigned-not-selected", "/setup"],
  ["references", "mixed", "/references"],
];

for (const width of [1440, 390]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`pictures at ${width} in ${colorScheme}`, async ({ page, world }) => {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 1000 });
      await page.emulateMedia({ colorScheme });
      for (const [name, worldName, address] of pages) {
        await world.use(worldName);
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await page.waitForLoadState("networkidle");
        await page.screenshot({ path: `${folder}${name}-${width}-${colorScheme}.png` });
      }
    });
  }
}
