// `npm test`: installs what is missing, then runs every check and test. The last line is `N passed, N failed`.
import { handOver, install } from "./workspace.mjs";

install();
handOver("scripts/test.ts");
