import type { Clock, Cloud } from "../cloud/cloud.ts";
import type { AppHost } from "../host/app-host.ts";
import type { Fault } from "../world/fault.ts";
import { personasFor } from "../world/people.ts";
import type { Latency, Site, Vault, World } from "../world/schema.ts";
import { countSecrets } from "../world/secrets.ts";

type AppState = { pid: number | null; running: boolean; restarts: number };

/** The desk cloud as its control API tells it: no secret value, no token, no identity header. */
export type EmulatorState = {
  simulated: true;
  world: { name: string; title: string };
  stepsPlayed: string[];
  latency: Latency;
  faults: (Fault & { left?: number })[];
  clock: Clock;
  app: AppState | null;
  /** Who can sign in at the front door, and whom a request without a session stands for. */
  people: { id: string; name: string; roles: string[]; default: boolean }[];
  subscription: ReturnType<typeof subscriptionState>;
};

/** Settings are named, not shown: the values of app settings are secrets as often as not. */
const siteState = ({ appSettings, ...site }: Site) => ({
  ...site,
  appSettingNames: Object.keys(appSettings).sort(),
});

const vaultState = ({ secrets: _, ...vault }: Vault) => vault;

const subscriptionState = (world: World) => ({
  ...world.subscription,
  tenantId: world.tenantId,
  sites: world.sites.map(siteState),
  hosted: world.hosted,
  userAssignedIdentities: world.userAssignedIdentities,
  vaults: world.vaults.map((vault) => ({ ...vaultState(vault), secretCount: countSecrets(vault) })),
  groups: world.groups,
  roleAssignments: world.roleAssignments,
  denyAssignments: world.denyAssignments,
});

export const emulatorState = (cloud: Cloud, app: AppHost | undefined): EmulatorState => ({
  simulated: true,
  world: { name: cloud.definition.name, title: cloud.definition.title },
  stepsPlayed: cloud.stepsPlayed,
  latency: cloud.latency,
  faults: cloud.faults.map(({ fault, left }) => ({ ...fault, ...(Number.isFinite(left) ? { left } : {}) })),
  clock: cloud.clock,
  app: app ? { pid: app.processId() ?? null, running: app.isRunning(), restarts: app.restarts() } : null,
  people: personasFor(cloud.seed).map(({ id, name, roles }) => ({
    id,
    name,
    roles,
    default: id === cloud.personaId,
  })),
  subscription: subscriptionState(cloud.world),
});
