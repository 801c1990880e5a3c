// `pnpm dev` or `npm run dev`: installs what is missing, then runs Latchkey from its sources, for somebody who edits them.
import { handOver, install } from "./workspace.mjs";

install();
handOver("scripts/dev.ts");
