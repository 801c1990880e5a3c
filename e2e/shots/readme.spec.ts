import { fileURLToPath } from "node:url";
import { expect, test } from "../fixtures/latchkey.ts";

test("the picture of the README", async ({ page, world }) => {
  await world.use("mixed");
  await page.setViewportSize({ width: 1280, height: 620 });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("cells are closed");
  await page.screenshot({ path: fileURLToPath(new URL("../../docs/images/overview.png", import.meta.url)) });
});
