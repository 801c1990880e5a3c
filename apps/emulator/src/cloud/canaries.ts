import type { Cloud } from "./cloud.ts";

/** Shorter values ("changeme", an empty one) would be found by chance in any page. */
const shortestCanary = 12;

/** Every secret value of the world and every value, token and header that was handed out. */
export function secretCanaries(cloud: Cloud): string[] {
  const values = cloud.world.vaults.flatMap(({ secrets }) =>
    secrets.kind === "listed"
      ? secrets.secrets.flatMap(({ versions }) => versions.map(({ value }) => value))
      : [],
  );
  const all = new Set([...values, ...cloud.handedOut, cloud.identityHeader]);
  return [...all].filter((value) => value.trim().length >= shortestCanary);
}
