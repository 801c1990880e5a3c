import { apiRouter } from "./api.ts";
import { RequestProblem } from "./problem.ts";

/** Milliseconds that `/readyz` waits for the SDK clients. */
const readyWaitMs = 1_000;

/** `/healthz`: the process runs, whatever any vault says. `/readyz`: the SDK clients are loaded too. */
export const healthRoutes = ({ azure }: { azure: () => Promise<unknown> }) =>
  apiRouter()
    .get("/healthz", (c) => c.json({ status: "ok" }, 200))
    .get("/readyz", async (c) => {
      const { promise: late, resolve } = Promise.withResolvers<"late">();
      const timer = setTimeout(() => resolve("late"), readyWaitMs);
      const ready = await Promise.race([azure(), late]).finally(() => clearTimeout(timer));
      if (ready !== "late") return c.json({ status: "ready" }, 200);
      throw new RequestProblem(
        "starting",
        503,
        "Still starting",
        "The Azure SDKs are still loading. Try again in a second.",
      );
    });
