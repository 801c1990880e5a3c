import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { secretCanaries } from "./cloud/canaries.ts";
import { type Clock, type Cloud, createCloud } from "./cloud/cloud.ts";
import { createActions } from "./control/actions.ts";
import { controlRoutes } from "./control/routes.ts";
import { startDnsServer } from "./dns/server.ts";
import { createFrontDoor } from "./front-door/front-door.ts";
import { appEnvironment, inheritedFrom, type Ports } from "./host/app-environment.ts";
import { type AppHost, startAppHost } from "./host/app-host.ts";
import type { HostedApp } from "./host/app-process.ts";
import { freePort } from "./host/free-port.ts";
import { mountedFiles } from "./host/mounted-files.ts";
import { identityEndpoint } from "./identity-endpoint/identity-endpoint.ts";
import { wireListener } from "./listener.ts";
import { createTlsMaterial } from "./tls/authority.ts";
import { azureHosts, createAzureServer } from "./tls/azure-hosts.ts";
import { gateOf } from "./wire/gate.ts";
import type { RecordedRequest } from "./wire/request-log.ts";
import { closeServer, isLoopbackHost, listenOnLoopback } from "./wire/servers.ts";
import { type Fault, isOffline } from "./world/fault.ts";
import type { Latency, World } from "./world/schema.ts";

export type { Clock } from "./cloud/cloud.ts";
export type { HostedApp } from "./host/app-process.ts";
export type { RecordedRequest } from "./wire/request-log.ts";
export { PortBusy } from "./wire/servers.ts";
export type { Fault } from "./world/fault.ts";
export type { Latency, World } from "./world/schema.ts";

export type StartOptions = {
  /** The world to begin with; "mixed" when absent. */
  world?: string;
  /** The front door's port; a free one when absent or 0. */
  port?: number;
  /** The control server's port; a free one when absent or 0. */
  controlPort?: number;
  /** The program to host; absent = the cloud alone. */
  app?: HostedApp;
  /** The same seed gives the same ids, versions and secret values. */
  seed?: string;
  /** Each line that the app writes to its standard output or error. */
  onAppOutput?: (line: string) => void;
  /** Added to the app's environment; the platform's own variables win. */
  env?: Record<string, string>;
};

export type Emulator = {
  frontDoorUrl: string;
  controlUrl: string;
  /** PEM of the authority that signed the certificate of every imitated Azure host. */
  caCertificate: string;
  /** A file with the same, removed by `close`. */
  caCertificatePath: string;
  /** Exactly the environment that the hosted app is given, or would be given if one were hosted. */
  appEnvironment(): Record<string, string>;
  /** @throws UnknownWorld, AppNotReady (30 s); the same two for the next. */
  useWorld(name: string): Promise<void>;
  /** @throws UnknownStep, AppNotReady */
  playStep(id: string): Promise<void>;
  setLatency(latency: Latency): Promise<void>;
  setFaults(faults: Fault[]): Promise<void>;
  setClock(clock: Clock): Promise<void>;
  /** Whom a request without a session stands for: "dana" (all roles), "sam" (Viewer), "kim" (none). Ends all sessions. */
  setPerson(id: string): Promise<void>;
  restartApp(): Promise<void>;
  /** What arrived at the imitated services since the start or `clearRequests`, in order of arrival. */
  requests(): RecordedRequest[];
  clearRequests(): void;
  /** TCP connections that the TLS server has accepted so far. */
  connections(): number;
  /** The world as it stands, secrets included: for tests and benches, in this process only. */
  world(): World;
  /** For leak tests, in this process only: secret values of 12 characters or more, tokens, the identity header. */
  canaries(): string[];
  /** Undefined while no app runs. */
  appProcessId(): number | undefined;
  /** Ends the app (SIGTERM, after 5 s SIGKILL), closes every server, removes temporary files. */
  close(): Promise<void>;
};

type Closing = () => Promise<unknown>;

/** The imitated services without app, front door and control. */
async function startCloudServers(cloud: Cloud, closings: Closing[]) {
  const directory = await mkdtemp(join(tmpdir(), "latchkey-desk-cloud-"));
  closings.push(() => rm(directory, { recursive: true, force: true }));
  const [material, intercepted] = await Promise.all([
    createTlsMaterial("Latchkey desk cloud (simulated)", azureHosts),
    createTlsMaterial("Contoso web inspection (simulated)", azureHosts),
  ]);
  const caCertificatePath = join(directory, "ca.pem");
  await writeFile(caCertificatePath, material.caCertificate, { mode: 0o600 });
  for (const [name, content] of Object.entries(mountedFiles)) {
    await writeFile(join(directory, name), content, { mode: 0o600 });
  }
  const listen = async (server: Server, port: number) => {
    const opened = await listenOnLoopback(server, port);
    closings.push(() => closeServer(server));
    return opened;
  };
  // Two doors to the same hosts: the vaults can be taken off the network without ARM.
  const [vaults, azure] = [
    createAzureServer(cloud, { material, intercepted }),
    createAzureServer(cloud, { material, intercepted }),
  ];
  const identity = createServer(
    wireListener(cloud, (host) =>
      isLoopbackHost(host) ? { service: "identity-endpoint", handle: identityEndpoint } : undefined,
    ),
  );
  const dns = await startDnsServer(cloud);
  closings.push(() => dns.close());
  const ports: Ports = {
    identityEndpoint: await listen(identity, 0),
    vaults: await listen(vaults.server, 0),
    azure: await listen(azure.server, 0),
    dns: dns.port,
  };
  const identityGate = gateOf(identity, ports.identityEndpoint);
  const vaultGate = gateOf(vaults.server, ports.vaults);
  return {
    ports,
    caCertificatePath,
    caCertificate: material.caCertificate,
    connections: () => vaults.connections() + azure.connections(),
    async followFaults() {
      await identityGate.follow(isOffline(cloud.faults, "identity-endpoint"));
      await vaultGate.follow(isOffline(cloud.faults, "key-vault"));
    },
    listen,
  };
}

/**
 * Starts the desk cloud on loopback and, when one is given, the app that it hosts; does not wait for the app.
 * @throws PortBusy naming the port, UnknownWorld naming the worlds.
 */
export async function startEmulator(options: StartOptions = {}): Promise<Emulator> {
  const closings: Closing[] = [];
  const close = async () => {
    for (const closing of closings.splice(0).reverse()) await closing();
  };
  try {
    return await start(options, closings, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  options: StartOptions,
  closings: Closing[],
  close: () => Promise<void>,
): Promise<Emulator> {
  const cloud = await createCloud({ world: options.world ?? "mixed", seed: options.seed ?? "latchkey" });
  const servers = await startCloudServers(cloud, closings);
  const { ports, caCertificatePath } = servers;
  await servers.followFaults();
  const inherited = { ...inheritedFrom(process.env), ...options.env };
  const environment = (appPort: number) =>
    appEnvironment({ cloud, ports, appPort, caCertificatePath, inherited });
  // Ports first: a busy one must be told before an app is started.
  const frontDoor = createFrontDoor({
    cloud,
    appPort: options.app ? (withinMs) => requireApp(app).whenReady(withinMs) : undefined,
  });
  const frontDoorPort = await servers.listen(frontDoor, options.port ?? 0);
  const control = createServer((incoming, outgoing) => void answerControl(incoming, outgoing));
  const controlPort = await servers.listen(control, options.controlPort ?? 0);
  const onOutput = options.onAppOutput ?? (() => {});
  const app = options.app ? startAppHost({ app: options.app, environment, onOutput }) : undefined;
  if (app) closings.push(() => app.close());
  const actions = createActions({ cloud, app, followFaults: servers.followFaults });
  const answerControl = getRequestListener(controlRoutes({ cloud, actions, app }).fetch);
  const spareAppPort = await freePort();
  return {
    frontDoorUrl: `http://127.0.0.1:${frontDoorPort}`,
    controlUrl: `http://127.0.0.1:${controlPort}`,
    caCertificate: servers.caCertificate,
    caCertificatePath,
    appEnvironment: () => environment(app?.port() ?? spareAppPort),
    ...actions,
    requests: () => cloud.log.all(),
    clearRequests: () => cloud.log.clear(),
    connections: servers.connections,
    world: () => cloud.world,
    canaries: () => secretCanaries(cloud),
    appProcessId: () => app?.processId(),
    close,
  };
}

function requireApp(app: AppHost | undefined): AppHost {
  if (!app) throw new Error("No app is hosted.");
  return app;
}
