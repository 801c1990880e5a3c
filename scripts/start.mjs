// `npm start`: installs and builds what is stale, then runs Latchkey on the embedded emulator.
import { handOver, install } from "./workspace.mjs";

install();
handOver("scripts/start.ts");
