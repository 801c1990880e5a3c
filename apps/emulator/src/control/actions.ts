import {
  type Clock,
  type Cloud,
  environmentFingerprint,
  loadWorld,
  playStepOn,
  setCloudFaults,
} from "../cloud/cloud.ts";
import type { AppHost } from "../host/app-host.ts";
import type { Fault } from "../world/fault.ts";
import { hostedSite } from "../world/find.ts";
import { resolveReferences } from "../world/key-vault-references.ts";
import { personaNamed } from "../world/people.ts";
import type { Latency } from "../world/schema.ts";

/** What can be done to a running desk cloud. Each resolves once the hosted app, if any, is ready again. */
export type Actions = {
  /** @throws UnknownWorld */
  useWorld(name: string): Promise<void>;
  /** @throws UnknownStep */
  playStep(id: string): Promise<void>;
  setLatency(latency: Latency): Promise<void>;
  setFaults(faults: Fault[]): Promise<void>;
  setClock(clock: Clock): Promise<void>;
  /** Chooses whom a request without a session stands for, and ends all sessions. @throws UnknownPersona */
  setPerson(id: string): Promise<void>;
  restartApp(): Promise<void>;
};

const readyWithinMs = 30_000;

export type ActionSources = {
  cloud: Cloud;
  app: AppHost | undefined;
  /** Puts the servers in order with the faults that are set. */
  followFaults(): Promise<void>;
};

export function createActions({ cloud, app, followFaults }: ActionSources): Actions {
  async function ready() {
    await followFaults();
    await app?.whenReady(readyWithinMs);
  }
  /** The platform resolves references at each start, and only then. */
  async function restart() {
    cloud.references = resolveReferences(cloud.world, hostedSite(cloud.world));
    await followFaults();
    await app?.restart();
    await ready();
  }
  return {
    async useWorld(name) {
      loadWorld(cloud, name);
      await restart();
    },
    async playStep(id) {
      const before = environmentFingerprint(cloud);
      playStepOn(cloud, id);
      // Settings and identities come with a restart; a grant does not.
      await (environmentFingerprint(cloud) === before ? ready() : restart());
    },
    async setLatency(latency) {
      cloud.latency = latency;
      await ready();
    },
    async setFaults(faults) {
      setCloudFaults(cloud, faults);
      await ready();
    },
    async setClock(clock) {
      cloud.clock = clock;
      await ready();
    },
    async setPerson(id) {
      cloud.personaId = personaNamed(cloud.seed, id).id;
      cloud.sessions.clear();
    },
    restartApp: restart,
  };
}
