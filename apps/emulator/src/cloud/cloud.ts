import { randomBytes } from "node:crypto";
import { createRequestLog, type RequestLog } from "../wire/request-log.ts";
import { type ArmedFault, armFaults, type Fault } from "../world/fault.ts";
import { hostedSite } from "../world/find.ts";
import { deriveGuid, idsFor } from "../world/ids.ts";
import { type ResolvedReference, resolveReferences } from "../world/key-vault-references.ts";
import { defaultPersonaId } from "../world/people.ts";
import type { Latency, World } from "../world/schema.ts";
import { worldDefinition } from "../worlds/catalogue.ts";
import type { WorldDefinition } from "../worlds/definition.ts";
import { createSigningKey, type SigningKey } from "./signing-key.ts";

/** Seconds added to real time wherever the desk cloud tells or checks the time. */
export type Clock = { offsetSeconds: number };

/** What was issued, and when it ends, in seconds since 1970. */
export type IssuedToken = { accessToken: string; expiresAtSeconds: number };

/** The desk cloud as it stands: one world, and everything that changes while it runs. */
export type Cloud = {
  readonly seed: string;
  readonly signingKey: SigningKey;
  readonly log: RequestLog;
  /** The value of IDENTITY_HEADER. A secret. */
  readonly identityHeader: string;
  /** Real time at the start, in ms: the day from which a world counts its days. */
  readonly epochMs: number;
  /** Every secret value that was handed out and every token that was issued; for leak tests only. */
  readonly handedOut: Set<string>;
  definition: WorldDefinition;
  world: World;
  stepsPlayed: string[];
  latency: Latency;
  faults: ArmedFault[];
  clock: Clock;
  /** Tokens by identity and resource, as the identity endpoint keeps them. */
  tokens: Map<string, IssuedToken>;
  /** As resolved when the app was last started; a grant made later does not change them. */
  references: ResolvedReference[];
  requestCount: number;
  /** Whom a request without a session stands for at the front door. */
  personaId: string;
  /** Who is behind each session cookie: a persona's ID, or "signed-out". */
  sessions: Map<string, string>;
};

export class UnknownStep extends Error {
  override name = "UnknownStep";
}

/** A step that makes no sense before another one is played. */
export class StepTooEarly extends Error {
  override name = "StepTooEarly";
}

/** @throws UnknownWorld */
export async function createCloud({ world, seed }: { world: string; seed: string }): Promise<Cloud> {
  const definition = worldDefinition(world);
  const built = definition.build(idsFor(seed, definition.name));
  return {
    seed,
    signingKey: await createSigningKey(),
    log: createRequestLog(),
    identityHeader: randomBytes(16).toString("hex").toUpperCase(),
    epochMs: Date.now(),
    handedOut: new Set(),
    definition,
    world: built,
    stepsPlayed: [],
    latency: built.latency,
    faults: armFaults(built.faults),
    clock: { offsetSeconds: 0 },
    tokens: new Map(),
    references: resolveReferences(built, hostedSite(built)),
    requestCount: 0,
    personaId: defaultPersonaId,
    sessions: new Map(),
  };
}

/** Replaces the world; steps, latency, faults, clock and issued tokens start afresh. @throws UnknownWorld */
export function loadWorld(cloud: Cloud, name: string): void {
  const definition = worldDefinition(name);
  cloud.definition = definition;
  cloud.world = definition.build(idsFor(cloud.seed, definition.name));
  cloud.stepsPlayed = [];
  cloud.latency = cloud.world.latency;
  cloud.faults = armFaults(cloud.world.faults);
  cloud.clock = { offsetSeconds: 0 };
  cloud.tokens = new Map();
  cloud.references = resolveReferences(cloud.world, hostedSite(cloud.world));
}

const stepsOf = (cloud: Cloud) => cloud.definition.steps(idsFor(cloud.seed, cloud.definition.name));

/** The steps of the present world, in the order in which they are told. */
export const listSteps = (definition: WorldDefinition, seed: string) =>
  definition.steps(idsFor(seed, definition.name)).map(({ id, title }) => ({ id, title }));

/** Plays a step. @throws UnknownStep, naming the ones there are; StepTooEarly, naming those to play before. */
export function playStepOn(cloud: Cloud, id: string): void {
  const steps = stepsOf(cloud);
  const step = steps.find((candidate) => candidate.id === id);
  if (!step) {
    const known = steps.map((candidate) => candidate.id).join(", ") || "none";
    throw new UnknownStep(`World "${cloud.definition.name}" has no step "${id}". There are: ${known}.`);
  }
  const missing = (step.after ?? []).filter((earlier) => !cloud.stepsPlayed.includes(earlier));
  if (missing.length > 0) throw new StepTooEarly(`Step "${id}" comes after: ${missing.join(", ")}.`);
  const before = cloud.world;
  cloud.world = step.apply(before);
  // Faults and latency that were set by hand stay, unless the step is about them.
  if (cloud.world.faults !== before.faults) cloud.faults = armFaults(cloud.world.faults);
  if (cloud.world.latency !== before.latency) cloud.latency = cloud.world.latency;
  if (!cloud.stepsPlayed.includes(id)) cloud.stepsPlayed.push(id);
}

/** What the app's environment depends on: when it changes, App Service restarts the app. */
export function environmentFingerprint(cloud: Cloud): string {
  const { hosted } = cloud.world;
  const { appSettings, systemAssigned, userAssigned, keyVaultReferenceIdentity } = hostedSite(cloud.world);
  return JSON.stringify({ hosted, appSettings, systemAssigned, userAssigned, keyVaultReferenceIdentity });
}

export const setCloudFaults = (cloud: Cloud, faults: Fault[]): void => {
  cloud.faults = armFaults(faults);
};

/** Time as the desk cloud tells it, in ms since 1970. */
export const nowMs = (cloud: Cloud): number => Date.now() + cloud.clock.offsetSeconds * 1000;

/** The next request ID; the same sequence for the same seed and world. */
export function nextRequestId(cloud: Cloud): string {
  cloud.requestCount += 1;
  return deriveGuid(cloud.seed, cloud.definition.name, "request", String(cloud.requestCount));
}
