import { parseArgs } from "node:util";
import { type Emulator, startEmulator } from "@latchkey/emulator/start";
import { createServer, type ViteDevServer } from "vite";
import { frontDoorFirst } from "./dev-sign-in.ts";
import { closeOnSignal, readPort, stopWith } from "./foreground.ts";
import { root } from "./run.ts";

const { values } = parseArgs({ options: { inspect: { type: "boolean", default: false } } });
const port = readPort();
const inspector = "127.0.0.1:9229";
/** What the backend is made of. The page's own changes reach the browser through Vite. */
const backendSources = ["apps/bff/src", "packages/shared/src", "packages/diagnosis/src"].map(
  (folder) => `${root}${folder}`,
);
/** What the backend wrote since it was last restarted: one that cannot start is tried again and again, and says the same each time. */
const said = new Set<string>();

const emulator = await startEmulator({
  controlPort: port + 1,
  app: {
    command: process.execPath,
    args: [...(values.inspect ? [`--inspect=${inspector}`] : []), `${root}apps/bff/src/main.ts`],
  },
  env: {
    LATCHKEY_DATA_DIR: `${root}.latchkey/data`,
    LATCHKEY_LOG_LEVEL: process.env.LATCHKEY_LOG_LEVEL ?? "warn",
    NODE_COMPILE_CACHE: `${root}.latchkey/compiled`,
  },
  onAppOutput: (line) => {
    if (!said.has(line)) console.error(line);
    said.add(line);
  },
}).catch((error: unknown) => stopWith(messageOf(error)));
const page = await servePage(emulator).catch(async (error: unknown) => {
  await emulator.close();
  return stopWith(messageOf(error));
});
closeOnSignal({ close: () => Promise.all([page.close(), emulator.close()]).then(() => undefined) });
restartOnChange(page, emulator);

await fetch(`${emulator.frontDoorUrl}/readyz`);
console.log(`
  Latchkey            http://127.0.0.1:${port}
  Emulator's controls ${emulator.controlUrl}${values.inspect ? `\n  Backend's inspector ${inspector}` : ""}

  Runs from the sources: the page changes as you save, the backend restarts. Ctrl-C stops everything.
`);

/** The page from its sources, at the one address; what belongs to the backend or to sign-in goes on to the front door. */
async function servePage({ frontDoorUrl }: Emulator): Promise<ViteDevServer> {
  const server = await createServer({
    root: `${root}apps/web`,
    clearScreen: false,
    plugins: [frontDoorFirst(frontDoorUrl)],
    server: {
      host: "127.0.0.1",
      port,
      strictPort: true,
      proxy: Object.fromEntries(
        ["/api", "/.auth", "/healthz", "/readyz"].map((path) => [path, frontDoorUrl]),
      ),
      warmup: { clientFiles: ["./src/main.tsx"] },
    },
  });
  try {
    return await server.listen();
  } catch {
    await server.close();
    // All that can fail here; Vite says it without a code.
    throw new Error(`Port ${port} is in use by another process.`);
  }
}

/** Restarts the backend as App Service would, by the emulator, so that its environment is that of the world as it stands. */
function restartOnChange({ watcher }: ViteDevServer, { restartApp }: Emulator): void {
  let timer: NodeJS.Timeout | undefined;
  let latest = 0;
  watcher.add(backendSources);
  watcher.on("all", (_event, path) => {
    if (!backendSources.some((folder) => path.startsWith(`${folder}/`))) return;
    if (!/\.(ts|json)$/.test(path) || path.endsWith(".test.ts")) return;
    clearTimeout(timer);
    // An editor that saves several files, or one in two steps, is one change.
    timer = setTimeout(restart, 100);
  });
  async function restart() {
    const startedMs = performance.now();
    latest += 1;
    const mine = latest;
    said.clear();
    try {
      await restartApp();
      // A restart that was overtaken by the next change has nothing to say.
      if (mine === latest)
        console.log(`The backend was restarted (${Math.round(performance.now() - startedMs)} ms).`);
    } catch (error) {
      if (mine === latest) console.error(`${messageOf(error)} The next change starts it again.`);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
