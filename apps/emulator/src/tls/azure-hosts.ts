import { createServer, type Server } from "node:https";
import { arm } from "../arm/arm.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { entra } from "../entra/entra.ts";
import { keyVault } from "../key-vault/key-vault.ts";
import { type Route, wireListener } from "../wire/listener.ts";
import { findVault } from "../world/find.ts";
import type { TlsMaterial } from "./authority.ts";

const entraHosts = ["login.microsoftonline.com", "login.windows.net", "sts.windows.net"];
const vaultSuffix = ".vault.azure.net";

/** Every name that the one certificate is good for. */
export const azureHosts = [`*${vaultSuffix}`, "management.azure.com", ...entraHosts];

const keepAliveTimeoutMs = 120_000;

/** Which service plays a host. A vault that the world does not hold has no host, as in Azure. */
const routeFor =
  (cloud: Cloud): Route =>
  (host) => {
    if (host === "management.azure.com") return { service: "arm", handle: arm };
    if (entraHosts.includes(host)) return { service: "entra", handle: entra };
    const known = host.endsWith(vaultSuffix) && findVault(cloud.world, host.slice(0, -vaultSuffix.length));
    return known ? { service: "key-vault", handle: keyVault } : undefined;
  };

/** The one TLS server that plays all Azure hosts; `connections()` counts what it has accepted so far. */
export function createAzureServer(
  cloud: Cloud,
  { certificate, privateKey }: TlsMaterial,
): { server: Server; connections(): number } {
  let accepted = 0;
  const route = routeFor(cloud);
  const server = createServer(
    {
      cert: certificate,
      key: privateKey,
      keepAliveTimeout: keepAliveTimeoutMs,
      SNICallback: (name, done) =>
        route(name.toLowerCase()) ? done(null) : done(new Error(`Nobody answers for ${name}.`)),
    },
    wireListener(cloud, route),
  );
  server.on("connection", () => {
    accepted += 1;
  });
  // A client that does not trust the certificate, or asks for an unknown name, is its own business.
  server.on("tlsClientError", () => {});
  return { server, connections: () => accepted };
}
