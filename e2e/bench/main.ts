import { benchLarge } from "./large.ts";
import { benchReport } from "./report.ts";

const benches: Record<string, () => Promise<void>> = { report: benchReport, large: benchLarge };
const name = process.argv[2] ?? "";
const bench = benches[name];
if (!bench) {
  console.error(`Name a benchmark: ${Object.keys(benches).join(" or ")}.`);
  process.exit(1);
}
await bench();
