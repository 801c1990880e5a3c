import { get } from "node:http";
import { loopback } from "../wire/servers.ts";

const timeoutMs = 1000;

/** Whether the app on `port` answers /readyz with 200 right now. */
export const isReady = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get(
      { host: loopback, port, path: "/readyz", agent: false, timeout: timeoutMs },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
  });
