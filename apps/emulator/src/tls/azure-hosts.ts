import { createServer, type Server } from "node:https";
import { createSecureContext } from "node:tls";
import { arm } from "../arm/arm.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { entra } from "../entra/entra.ts";
import { keyVault } from "../key-vault/key-vault.ts";
import { type Route, wireListener } from "../listener.ts";
import { findVault } from "../world/find.ts";
import type { TlsMaterial } from "./authority.ts";

/** "localhost" is Entra's name on the desk, for clients that can be told an authority host and no address. */
const entraHosts = ["login.microsoftonline.com", "login.windows.net", "sts.windows.net", "localhost"];
const vaultSuffix = ".vault.azure.net";

/** Every name that the certificate is good for. */
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

/** Whether the app's way to `host` leads through something that opens its TLS. */
const isIntercepted = (cloud: Cloud, host: string) =>
  host.endsWith(vaultSuffix) &&
  findVault(cloud.world, host.slice(0, -vaultSuffix.length))?.interceptedTls === true;

/** The certificate that a fault shows in place of the right one on the way to a vault, if one is set. */
const faultyCertificate = (cloud: Cloud, host: string): "expired" | "ofAnotherHost" | undefined => {
  const vault = host.endsWith(vaultSuffix) ? host.slice(0, -vaultSuffix.length) : undefined;
  const kinds = cloud.faults
    .map(({ fault }) => fault)
    .filter((fault) => fault.service === "key-vault" && vault && (fault.vault ?? vault) === vault)
    .map(({ kind }) => kind);
  if (kinds.includes("certificate-expired")) return "expired";
  return kinds.includes("certificate-of-another-host") ? "ofAnotherHost" : undefined;
};

/** `intercepted` is shown in place of `material` on the way to a vault whose TLS is intercepted. */
type Materials = { material: TlsMaterial; intercepted: TlsMaterial };

/** A TLS server that plays all Azure hosts; `connections()` counts what it has accepted so far. */
export function createAzureServer(
  cloud: Cloud,
  { material, intercepted }: Materials,
): { server: Server; connections(): number } {
  let accepted = 0;
  const route = routeFor(cloud);
  // With its authority, as inspecting proxies send it.
  const foreign = createSecureContext({
    cert: intercepted.certificate + intercepted.caCertificate,
    key: intercepted.privateKey,
  });
  const faulty = (certificate: string) =>
    createSecureContext({ cert: certificate, key: material.privateKey });
  const server = createServer(
    {
      cert: material.certificate,
      key: material.privateKey,
      keepAliveTimeout: keepAliveTimeoutMs,
      SNICallback(name, done) {
        const host = name.toLowerCase();
        const certificate = faultyCertificate(cloud, host);
        if (!route(host)) done(new Error(`Nobody answers for ${name}.`));
        else if (isIntercepted(cloud, host)) done(null, foreign);
        else if (certificate) done(null, faulty(material[certificate]));
        else done(null);
      },
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
